package org.icecoat.imagestore.search;

import java.util.Locale;
import org.icecoat.domain.component.Version;
import org.icecoat.imagestore.catalogue.RegisteredImage;

/** An image that fits; of two, the one with the higher score fits better. Never negative. */
public record SearchHit(RegisteredImage image, int score) {
  SearchHit less(int points) {
    return new SearchHit(image, Math.max(0, score - points));
  }

  /** The name by which versions of one image belong together. */
  String name() {
    return image.manifest().description().title().name().value().toLowerCase(Locale.ROOT);
  }

  Version version() {
    return image.manifest().description().title().version();
  }
}
