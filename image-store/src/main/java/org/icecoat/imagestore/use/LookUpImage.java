package org.icecoat.imagestore.use;

import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/** Tells what is known of one image. */
public final class LookUpImage {
  private final CatalogueStore catalogue;

  public LookUpImage(CatalogueStore catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The image with this id, retired or not.
   *
   * @throws StoreException IMAGE_UNKNOWN or CATALOGUE_ALTERED
   */
  public RegisteredImage get(ImageId id) {
    return catalogue.find(id).orElseThrow(() -> unknown(id));
  }

  static StoreException unknown(ImageId id) {
    return StoreException.about(
        id.toString(),
        StoreFault.IMAGE_UNKNOWN,
        "There is no image " + id + "; search for one that fits",
        null);
  }
}
