package org.icecoat.imagestore.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.content.AuditFinding;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.log.StoreFinding.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's look at itself: the log with key and counter, every row with the log, every file with
 * its length, and what is known of its bytes, which are read by others.
 */
public final class StoreCheck implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreCheck.class);

  private final ImageLog log;
  private final CatalogueStore catalogue;
  private final ContentFolder folder;
  private volatile List<StoreFinding> doubtful = List.of();

  public StoreCheck(ImageLog log, CatalogueStore catalogue, ContentFolder folder) {
    this.log = log;
    this.catalogue = catalogue;
    this.folder = folder;
  }

  /** All that is known to be wrong: with the log as it is now, with images at the last check. */
  public List<StoreFinding> findings() {
    List<StoreFinding> all = new ArrayList<>(log.findings());
    all.addAll(doubtful);
    return all;
  }

  /** Looks again. A database that does not answer leaves what was found before. */
  @Override
  public synchronized void run() {
    try {
      log.check();
      doubtful = log.findings().isEmpty() ? log.still(this::images) : List.of();
      doubtful.forEach(finding -> LOG.error("The image store: {}", finding));
    } catch (StoreException e) {
      LOG.error("The store could not look at itself", e);
    }
  }

  private List<StoreFinding> images(LogView view) {
    List<StoreFinding> found = new ArrayList<>();
    Set<ImageId> seen = new HashSet<>();
    for (RegisteredImage image : catalogue.all()) {
      seen.add(image.id());
      view.doubt(image).ifPresent(found::add);
      content(image).ifPresent(found::add);
    }
    view.images().stream()
        .filter(id -> !seen.contains(id) && view.find(id).isPresent())
        .flatMap(id -> unreadable(id).stream())
        .forEach(found::add);
    return found;
  }

  /** Why an image of the log is not among the rows that can be read. */
  private Optional<StoreFinding> unreadable(ImageId id) {
    try {
      return catalogue.find(id).isPresent() ? Optional.empty() : Optional.of(ImageLog.deleted(id));
    } catch (StoreException e) {
      return Optional.of(StoreFinding.of(Code.ROW_ALTERED, id, e.getMessage()));
    }
  }

  private Optional<StoreFinding> content(RegisteredImage image) {
    Content content = image.manifest().content();
    return folder
        .known(content)
        .map(
            finding ->
                StoreFinding.of(
                    code(finding),
                    image.id(),
                    "%s of image %s".formatted(finding.description(), image.id().handle())));
  }

  private static Code code(AuditFinding finding) {
    return switch (finding.code()) {
      case CONTENT_MISSING -> Code.CONTENT_MISSING;
      case CONTENT_LENGTH -> Code.CONTENT_LENGTH;
      default -> Code.CONTENT_ALTERED;
    };
  }
}
