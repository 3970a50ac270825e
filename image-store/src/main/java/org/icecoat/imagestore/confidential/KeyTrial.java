package org.icecoat.imagestore.confidential;

import java.util.Optional;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.content.VerifiedStart;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.inspection.DiskEncryption;
import org.icecoat.imagestore.log.ImageLog;
import org.icecoat.trust.secret.DiskKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries whether a key that does not say of which image it is opens the disk of one: the image is
 * the one in the signed log, and of its content only what its id vouches for is looked at.
 */
public final class KeyTrial {
  private static final Logger LOG = LoggerFactory.getLogger(KeyTrial.class);

  private final ImageLog images;
  private final VerifiedStart content;
  private final Optional<DiskEncryption> disks;

  /**
   * A trial of the images of one store.
   *
   * @param disks empty without QEMU's tools: then nothing is proved
   */
  public KeyTrial(ImageLog images, VerifiedStart content, Optional<DiskEncryption> disks) {
    this.images = images;
    this.content = content;
    this.disks = disks;
  }

  /** Whether it is this image's key; false also if that cannot be seen now. */
  boolean opens(ImageId image, DiskKey key) {
    try {
      return images
          .find(image)
          .filter(registered -> registered.manifest().confidential())
          .flatMap(registered -> disks.map(tools -> opens(tools, registered, key)))
          .orElse(false);
    } catch (StoreException e) {
      LOG.warn("The key of {} cannot be tried: {}", image, e.getMessage(), e);
      return false;
    }
  }

  private boolean opens(DiskEncryption tools, RegisteredImage image, DiskKey key) {
    return content.read(image.manifest().content(), file -> tools.opens(file, key));
  }
}
