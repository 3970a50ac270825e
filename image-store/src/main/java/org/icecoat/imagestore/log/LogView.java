package org.icecoat.imagestore.log;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.tree.LogTree;

/** The log as one signed head has it: what was compared with signature and counter, and proofs. */
public final class LogView {
  private final SignedTreeHead head;
  private final LogKey key;
  private final LogTree tree;
  private final LogIndex index;

  LogView(SignedTreeHead head, LogKey key, LogTree tree, LogIndex index) {
    this.head = head;
    this.key = key;
    this.tree = tree;
    this.index = index;
  }

  public SignedTreeHead head() {
    return head;
  }

  public long size() {
    return head.head().size();
  }

  /** The same log under a newer head. */
  LogView with(SignedTreeHead newer) {
    return new LogView(newer, key, tree, index);
  }

  /** The log's images, maybe with some that this head does not cover yet. */
  Set<ImageId> images() {
    return index.ids();
  }

  LogTree tree() {
    return tree;
  }

  LogIndex index() {
    return index;
  }

  public Optional<LoggedImage> find(ImageId id) {
    return index.find(id).flatMap(image -> image.at(size()));
  }

  /** Whether an image of the log has this content. */
  boolean has(Sha256 root) {
    return images().stream()
        .flatMap(id -> find(id).stream())
        .anyMatch(image -> image.registration().entry().image().content().root().equals(root));
  }

  /** Whether the image is in the log behind what the head covers. */
  boolean awaits(ImageId id) {
    return find(id).isEmpty() && index.find(id).isPresent();
  }

  /** Why this image is not the one of the log, in a sentence; nothing if it is. */
  public Optional<StoreFinding> doubt(RegisteredImage image) {
    Optional<LoggedImage> logged = find(image.id());
    if (logged.isEmpty()) {
      return Optional.of(
          StoreFinding.of(
              StoreFinding.Code.ROW_UNLOGGED,
              image.id(),
              "Image %s is in the catalogue but not, or not yet, in the signed log"
                  .formatted(image.id().handle())));
    }
    Entries row = entry(image);
    return row.equals(entry(logged.get()))
            || index.find(image.id()).map(LogView::entry).equals(Optional.of(row))
        ? Optional.empty()
        : Optional.of(
            StoreFinding.of(
                StoreFinding.Code.ROW_ALTERED,
                image.id(),
                "The catalogue's entry of image %s is not what the signed log says of it"
                    .formatted(image.id().handle())));
  }

  /**
   * What proves an image to those who have its manifest.
   *
   * @param since the size that the asker remembers
   * @throws StoreException IMAGE_UNKNOWN or REQUEST_INVALID
   */
  public ImageProof proof(ImageId id, OptionalLong since) {
    LoggedImage image =
        find(id)
            .orElseThrow(
                () ->
                    StoreException.about(
                        id.toString(),
                        StoreFault.IMAGE_UNKNOWN,
                        "There is no image " + id + " in the log; search for one that fits",
                        null));
    return new ImageProof(
        shown(since), logged(image.registration()), image.retirement().map(this::logged));
  }

  /**
   * The head alone.
   *
   * @throws StoreException REQUEST_INVALID, if the log was never of that size
   */
  public ImageProof.Shown shown(OptionalLong since) {
    if (since.isEmpty()) {
      return new ImageProof.Shown(head, key, Optional.empty());
    }
    long from = since.getAsLong();
    if (from < 0 || from > size()) {
      throw StoreException.about(
          "Since",
          StoreFault.REQUEST_INVALID,
          "The log has %d entries; it never had %d. Whoever has seen more has seen another log, or"
                  .formatted(size(), from)
              + " this one is an old copy",
          null);
    }
    return new ImageProof.Shown(head, key, Optional.of(tree.consistency(from, size())));
  }

  private ImageProof.Logged logged(LoggedImage.Place place) {
    return new ImageProof.Logged(place.entry(), tree.inclusion(place.position(), size()));
  }

  private record Entries(LogEntry registration, Optional<LogEntry> retirement) {}

  private static Entries entry(LoggedImage image) {
    return new Entries(
        image.registration().entry(), image.retirement().map(LoggedImage.Place::entry));
  }

  private static Entries entry(RegisteredImage image) {
    return new Entries(
        LogEntries.registration(image),
        image.retirement().map(end -> LogEntries.retirement(image, end)));
  }
}
