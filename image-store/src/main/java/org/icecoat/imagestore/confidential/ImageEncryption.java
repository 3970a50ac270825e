package org.icecoat.imagestore.confidential;

import java.security.SecureRandom;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.content.IncomingContent;
import org.icecoat.imagestore.inspection.DiskEncryption;
import org.icecoat.trust.secret.DiskKey;

/** Encrypts disks, each under a fresh key, which is sealed before the disk is written. */
public final class ImageEncryption {
  private final DiskEncryption disks;
  private final KeySealer sealer;
  private final ContentFolder folder;
  private final SecureRandom random;

  public ImageEncryption(
      DiskEncryption disks, KeySealer sealer, ContentFolder folder, SecureRandom random) {
    this.disks = disks;
    this.sealer = sealer;
    this.folder = folder;
    this.random = random;
  }

  /**
   * Encrypts a disk that was inspected.
   *
   * @param clear its file; the caller removes it
   * @throws org.icecoat.imagestore.fault.StoreException SIGNER_SILENT, STORE_BROKEN or
   *     CONTENT_TOO_LARGE
   */
  public EncryptedImage encrypt(IncomingContent clear, ImageDescription description) {
    try (DiskKey key = DiskKey.fresh(random)) {
      SealedKey sealed = sealer.seal(key);
      IncomingContent content =
          folder.make(file -> disks.encrypt(clear.file(), description.format(), file, key));
      return new EncryptedImage(description.encrypted(), content, sealed);
    }
  }
}
