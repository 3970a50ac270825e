package org.icecoat.factory.deploy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.factory.fault.FactoryException;
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

  /** The same where the chosen image cannot be deployed: then no other one is taken for it. */
  MatchResult refusing(ImageHit image, FactoryException why) {
    Reason reason =
        new Reason(
            image.manifest().description().title().toString(),
            why.fault().name(),
            why.getMessage());
    List<Reason> all = Stream.concat(Stream.of(reason), imageReasons.stream()).toList();
    return new MatchResult(List.of(), Optional.empty(), all, nodes);
  }

  /** The same where no node may be used for it. */
  MatchResult refusingNodes(FactoryException why) {
    return new MatchResult(
        images, chosen, imageReasons, nodes.without(why.fault().name(), why.getMessage()));
  }

  public boolean fits() {
    return chosen.isPresent() && !nodes.fitting().isEmpty();
  }
}
