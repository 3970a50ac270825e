package org.icecoat.imagestore.confidential;

import java.security.SecureRandom;
import java.util.Optional;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.content.IncomingContent;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.inspection.DiskEncryption;
import org.icecoat.trust.secret.DiskKey;

/** Encrypts disks, each under a fresh key, which is sealed as the key of that disk's image. */
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
   * @param size that guests see
   * @throws org.icecoat.imagestore.fault.StoreException SIGNER_SILENT, STORE_BROKEN or
   *     CONTENT_TOO_LARGE
   */
  public EncryptedImage encrypt(
      IncomingContent clear, ImageDescription description, Optional<DiskMiB> size) {
    try (DiskKey key = DiskKey.fresh(random)) {
      IncomingContent content =
          folder.make(file -> disks.encrypt(clear.file(), description.format(), file, key));
      Manifest manifest = new Manifest(description.encrypted(), content.content(), size);
      return new EncryptedImage(manifest, content, sealed(manifest.id(), key, content));
    }
  }

  private SealedKey sealed(ImageId image, DiskKey key, IncomingContent content) {
    try {
      return sealer.seal(image, key);
    } catch (StoreException e) {
      content.close();
      throw e;
    }
  }
}
