package org.icecoat.imagestore.use;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Line;
import org.icecoat.imagestore.authorization.Curator;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.log.ImageLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an image out of use for new VMs; its content stays for those that run from it. */
public final class RetireImage {
  private static final Logger LOG = LoggerFactory.getLogger(RetireImage.class);

  private final ImageLog log;
  private final Clock clock;

  public RetireImage(ImageLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Retires an image. Doing so again changes nothing: the first retirement counts.
   *
   * @throws org.icecoat.imagestore.fault.StoreException IMAGE_UNKNOWN
   */
  public RegisteredImage retire(Curator curator, ImageId id, Line why) {
    RegisteredImage image =
        log.retire(
                id,
                new RegisteredImage.Retirement(
                    clock.instant().truncatedTo(ChronoUnit.MICROS), curator.dn(), why))
            .orElseThrow(() -> LookUpImage.unknown(id));
    LOG.info("{} retired {}: {}", curator, id, why);
    return image;
  }
}
