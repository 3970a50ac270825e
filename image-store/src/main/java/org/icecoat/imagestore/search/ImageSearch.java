package org.icecoat.imagestore.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.icecoat.domain.image.ImageKind;
import org.icecoat.domain.image.match.ImageMatch;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.image.match.Mismatch;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.log.ImageLog;
import org.icecoat.imagestore.log.LogView;

/**
 * Searches the catalogue. An image's score is that of its match, less 50 for each newer version of
 * the same name that fits too. Equal scores: the one registered last comes first.
 */
public final class ImageSearch {
  static final int MOST_IMAGES = 10_000;
  static final int MOST_HITS = 200;
  static final int MOST_REASONS = 200;
  private static final int PER_NEWER_VERSION = 50;
  private static final Comparator<SearchHit> BEST_FIRST =
      Comparator.comparingInt(SearchHit::score)
          .reversed()
          .thenComparing(hit -> hit.image().registeredAt(), Comparator.reverseOrder())
          .thenComparing(hit -> hit.image().id().toString());

  private final CatalogueStore catalogue;
  private final ImageLog log;

  /** A search that finds only what is in the log as it is in the catalogue. */
  public ImageSearch(CatalogueStore catalogue, ImageLog log) {
    this.catalogue = catalogue;
    this.log = log;
  }

  /**
   * Looks at the 10,000 newest images; gives at most 200 hits and 200 reasons.
   *
   * @param everything looks also at retired images, kernels and initial ramdisks
   */
  public SearchResult search(ImageRequirements wanted, boolean everything) {
    List<SearchHit> fitting = new ArrayList<>();
    List<SearchReason> reasons = new ArrayList<>();
    for (RegisteredImage image : candidates(wanted, everything)) {
      List<Mismatch> unusable = everything ? List.of() : unusable(image);
      ImageMatch match = wanted.match(image.manifest());
      if (match instanceof ImageMatch.Fits fits && unusable.isEmpty()) {
        fitting.add(new SearchHit(image, fits.score()));
      } else if (reasons.size() <= MOST_REASONS) {
        reasonsOf(match, unusable).forEach(why -> reasons.add(new SearchReason(image, why)));
      }
    }
    return new SearchResult(
        ranked(fitting),
        reasons.subList(0, Math.min(MOST_REASONS, reasons.size())),
        fitting.size() > MOST_HITS || reasons.size() > MOST_REASONS);
  }

  /** Who names an id wants to hear about that image, also if it cannot be used any more. */
  private List<RegisteredImage> candidates(ImageRequirements wanted, boolean everything) {
    if (wanted instanceof ImageRequirements.ById one) {
      return log.find(one.id()).stream().toList();
    }
    LogView view = log.view();
    return catalogue.newest(MOST_IMAGES, everything).stream()
        .filter(image -> view.doubt(image).isEmpty())
        .toList();
  }

  private static List<Mismatch> unusable(RegisteredImage image) {
    List<Mismatch> reasons = new ArrayList<>();
    if (image.manifest().description().kind() != ImageKind.DISK) {
      reasons.add(new Mismatch(Mismatch.Code.NO_DISK, "It is no disk that a VM can boot from"));
    }
    image
        .retirement()
        .map(end -> end.why().isEmpty() ? "It is retired" : "It is retired: " + end.why())
        .ifPresent(why -> reasons.add(new Mismatch(Mismatch.Code.RETIRED, why)));
    return reasons;
  }

  private static List<Mismatch> reasonsOf(ImageMatch match, List<Mismatch> unusable) {
    List<Mismatch> all = new ArrayList<>(unusable);
    if (match instanceof ImageMatch.DoesNotFit no) {
      all.addAll(no.reasons());
    }
    return all;
  }

  private static List<SearchHit> ranked(List<SearchHit> fitting) {
    NewerVersions newer = new NewerVersions(fitting);
    return fitting.stream()
        .map(hit -> hit.less(PER_NEWER_VERSION * newer.than(hit)))
        .sorted(BEST_FIRST)
        .limit(MOST_HITS)
        .toList();
  }
}
