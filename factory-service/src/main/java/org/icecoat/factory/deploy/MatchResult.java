package org.icecoat.factory.deploy;

import java.util.List;
import java.util.Optional;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.image.ImageHit;
import org.icecoat.factory.placement.Ranking;

/**
 * What fits a request.
 *
 * @param images those that fit, best first
 * @param chosen the best of them for which there is a node; the best at all if there is none
 * @param imageReasons why other images do not fit
 * @param nodes the ranking for the chosen image
 */
public record MatchResult(
    List<ImageHit> images, Optional<ImageHit> chosen, List<Reason> imageReasons, Ranking nodes) {
  public MatchResult {
    images = List.copyOf(images);
    imageReasons = List.copyOf(imageReasons);
  }

  public boolean fits() {
    return chosen.isPresent() && !nodes.fitting().isEmpty();
  }
}
