package org.icecoat.imagestore.use;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Line;
import org.icecoat.imagestore.authorization.Curator;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes an image out of use for new VMs; its content stays for those that run from it. */
public final class RetireImage {
  private static final Logger LOG = LoggerFactory.getLogger(RetireImage.class);

  private final CatalogueStore catalogue;
  private final Clock clock;

  public RetireImage(CatalogueStore catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * Retires an image. Doing so again changes nothing: the first retirement counts.
   *
   * @throws org.icecoat.imagestore.fault.StoreException IMAGE_UNKNOWN
   */
  public RegisteredImage retire(Curator curator, ImageId id, Line why) {
    RegisteredImage image =
        catalogue
            .retire(id, curator.dn(), clock.instant().truncatedTo(ChronoUnit.MICROS), why)
            .orElseThrow(() -> LookUpImage.unknown(id));
    LOG.info("{} retired {}: {}", curator, id, why);
    return image;
  }
}
