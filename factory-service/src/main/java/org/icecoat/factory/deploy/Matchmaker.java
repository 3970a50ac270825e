package org.icecoat.factory.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.image.ImageCatalogue;
import org.icecoat.factory.image.ImageHit;
import org.icecoat.factory.image.ImageSearch;
import org.icecoat.factory.placement.Demand;
import org.icecoat.factory.placement.Placement;
import org.icecoat.factory.placement.Ranking;
import org.icecoat.factory.request.VmRequest;

/** Finds the image and the nodes for a request; changes nothing. */
public final class Matchmaker {
  /** How many images are compared with nodes. */
  private static final int MOST_IMAGES = 16;

  private final ImageCatalogue catalogue;
  private final Placement placement;

  public Matchmaker(ImageCatalogue catalogue, Placement placement) {
    this.catalogue = catalogue;
    this.placement = placement;
  }

  /**
   * Compares all images and all nodes.
   *
   * @param avoided nodes that were tried, and why each did not do
   */
  public MatchResult match(VmRequest request, VmResources resources, List<Reason> avoided) {
    ImageSearch search = catalogue.search(request.image());
    List<ImageHit> images = new ArrayList<>();
    List<Reason> imageReasons = new ArrayList<>(search.reasons());
    for (ImageHit hit : search.hits()) {
      Optional<Reason> against = against(hit.manifest(), resources);
      against.ifPresentOrElse(imageReasons::add, () -> images.add(hit));
    }
    Function<Optional<Manifest>, Ranking> ranking =
        image -> placement.rankAll(new Demand(request, image, room(resources, image), avoided));
    if (images.isEmpty()) {
      return new MatchResult(
          images, Optional.empty(), imageReasons, ranking.apply(Optional.empty()).without());
    }
    return compared(images, imageReasons, ranking);
  }

  /** The first image for which there is a node, or else the first of all. */
  private static MatchResult compared(
      List<ImageHit> images,
      List<Reason> imageReasons,
      Function<Optional<Manifest>, Ranking> ranking) {
    List<Ranking> each = new ArrayList<>();
    for (ImageHit hit : images.subList(0, Math.min(MOST_IMAGES, images.size()))) {
      Ranking nodes = ranking.apply(Optional.of(hit.manifest()));
      if (!nodes.fitting().isEmpty()) {
        return new MatchResult(images, Optional.of(hit), imageReasons, nodes);
      }
      each.add(nodes);
    }
    images.stream().skip(MOST_IMAGES).findFirst().ifPresent(hit -> imageReasons.add(left(hit)));
    return new MatchResult(images, Optional.of(images.get(0)), imageReasons, each.get(0));
  }

  private static Reason left(ImageHit hit) {
    return new Reason(
        hit.manifest().description().title().toString(),
        "NOT_COMPARED",
        "it and all that fit less were not compared with nodes, since no node runs any of the %d that fit better; ask for fewer images"
            .formatted(MOST_IMAGES));
  }

  private static Capacity room(VmResources resources, Optional<Manifest> image) {
    long disk =
        resources
            .disk()
            .or(() -> image.flatMap(Manifest::virtualSize))
            .map(size -> size.value())
            .orElse(0L);
    return new Capacity(resources.cpus().value(), resources.memory().value(), disk);
  }

  private static Optional<Reason> against(Manifest image, VmResources resources) {
    String subject = image.description().title().toString();
    boolean shortOfMemory =
        image
            .description()
            .disk()
            .flatMap(ImageUse.Disk::leastMemory)
            .map(least -> least.compareTo(resources.memory()) > 0)
            .orElse(false);
    if (shortOfMemory) {
      return Optional.of(
          new Reason(subject, "NEEDS_MORE_MEMORY", "it needs more than " + resources.memory()));
    }
    boolean shortOfDisk =
        resources
            .disk()
            .flatMap(asked -> image.virtualSize().map(size -> size.compareTo(asked) > 0))
            .orElse(false);
    return shortOfDisk
        ? Optional.of(
            new Reason(subject, "NEEDS_MORE_DISK", "its disk is larger than the one asked for"))
        : Optional.empty();
  }
}
