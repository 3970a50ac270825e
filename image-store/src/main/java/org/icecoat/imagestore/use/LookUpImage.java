package org.icecoat.imagestore.use;

import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.log.ImageLog;

/** Tells what is known of one image. */
public final class LookUpImage {
  private final ImageLog images;

  public LookUpImage(ImageLog images) {
    this.images = images;
  }

  /**
   * The image with this id, retired or not.
   *
   * @throws StoreException IMAGE_UNKNOWN, CATALOGUE_ALTERED or STORE_INCONSISTENT
   */
  public RegisteredImage get(ImageId id) {
    return images.find(id).orElseThrow(() -> unknown(id));
  }

  static StoreException unknown(ImageId id) {
    return StoreException.about(
        id.toString(),
        StoreFault.IMAGE_UNKNOWN,
        "There is no image " + id + "; search for one that fits",
        null);
  }
}
