package org.icecoat.domain.image.match;

import java.util.List;

/** What became of matching one image: a score, or every reason why it does not fit. */
public sealed interface ImageMatch {
  /** It fits; of two that fit, the one with the higher score fits better. */
  record Fits(int score) implements ImageMatch {}

  /** It does not fit, for each of these reasons (at least one). */
  record DoesNotFit(List<Mismatch> reasons) implements ImageMatch {
    public DoesNotFit {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("An image that does not fit has a reason");
      }
    }
  }
}
