package org.icecoat.imagestore.log;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.Append;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.LogStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.log.StoreFinding.Code;
import org.icecoat.imagestore.signer.HeadSigner;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.SignedTreeHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one log of a store, over its database and its signer, and what is believed of the catalogue's
 * rows. Appends go one after the other; reading waits for nobody. For one process.
 */
public final class ImageLog {
  private static final Logger LOG = LoggerFactory.getLogger(ImageLog.class);

  private final CatalogueStore catalogue;
  private final LogKeeper keeper;

  /** As it was last found in order; null before that. */
  private volatile LogView view;

  private volatile List<StoreFinding> findings =
      List.of(StoreFinding.ofLog(Code.SIGNER_SILENT, "The store has not looked at its log yet"));

  /** Whether it has to be read again and opened anew: an append ended in an unknown way. */
  private boolean stale = true;

  public ImageLog(LogStore store, CatalogueStore catalogue, HeadSigner signer, Clock clock) {
    this.catalogue = catalogue;
    this.keeper = new LogKeeper(store, catalogue, signer, clock);
  }

  /**
   * The log, if nothing is wrong with it.
   *
   * @throws StoreException STORE_INCONSISTENT; SIGNER_SILENT if the store could not look at it yet
   */
  public LogView view() {
    List<StoreFinding> wrong = findings;
    return newest().orElseThrow(() -> withheld(wrong));
  }

  private static StoreException withheld(List<StoreFinding> wrong) {
    String first = wrong.stream().map(one -> ": " + one.description()).findFirst().orElse("");
    return wrong.stream().allMatch(ImageLog::keepsWhatWasFound)
        ? new StoreException(
            StoreFault.SIGNER_SILENT,
            "The store serves nothing yet, as it cannot look at its image log" + first)
        : new StoreException(
            StoreFault.STORE_INCONSISTENT,
            "The store serves nothing, as its image log is not in order" + first);
  }

  /** The same, or nothing if something is wrong with it. */
  public Optional<LogView> newest() {
    return Optional.ofNullable(view)
        .filter(any -> findings.stream().allMatch(ImageLog::keepsWhatWasFound));
  }

  /** A signer that is silent takes nothing back of what was found when it was not. */
  private static boolean keepsWhatWasFound(StoreFinding finding) {
    return finding.code() == Code.SIGNER_SILENT;
  }

  /**
   * Returns if an entry could be appended and signed now.
   *
   * @throws StoreException STORE_INCONSISTENT, SIGNER_SILENT, SIGNER_REPLACED or STORE_BROKEN
   */
  public synchronized void requireSigner() {
    keeper.requireSigner(current().head().head());
  }

  /**
   * Whether there is an image of this content in the log, or, maybe not yet in that, in the
   * catalogue; waits for an append that may still be committed.
   *
   * @throws StoreException STORE_INCONSISTENT or STORE_BROKEN: that cannot be told now
   */
  public boolean has(Sha256 root) {
    return view().has(root) || catalogue.has(root);
  }

  /** What is wrong with the log itself; empty if it is in order. */
  public List<StoreFinding> findings() {
    return findings;
  }

  /**
   * Compares rows, head, key and counter; begins the log if there is none; ends an append that a
   * crash has left. The first time, and after an append that was not ended, it opens the log.
   *
   * @throws StoreException STORE_BROKEN, if the database does not answer
   */
  public synchronized void check() {
    Optional<StoreFinding> finding = look();
    finding.ifPresent(wrong -> LOG.error("The image log is not in order: {}", wrong));
    findings = finding.stream().toList();
  }

  private Optional<StoreFinding> look() {
    try {
      LogKeeper.Outcome outcome = keeper.look(Optional.ofNullable(view), stale);
      if (outcome instanceof LogKeeper.Outcome.InOrder order) {
        view = order.view();
        stale = false;
        return Optional.empty();
      }
      return Optional.of(((LogKeeper.Outcome.Wrong) outcome).finding());
    } catch (StoreException e) {
      LOG.debug("The image log cannot be checked", e);
      return Optional.of(StoreFinding.ofLog(code(e), e.getMessage()));
    }
  }

  private static Code code(StoreException e) {
    return switch (e.fault()) {
      case SIGNER_SILENT -> Code.SIGNER_SILENT;
      case SIGNER_REPLACED -> Code.SIGNER_REPLACED;
      case STORE_INCONSISTENT -> Code.LOG_ALTERED;
      default -> throw e;
    };
  }

  /**
   * An image that is in the catalogue just as it is in the log.
   *
   * @throws StoreException CATALOGUE_ALTERED if it is in one of the two, or otherwise;
   *     STORE_INCONSISTENT
   */
  public Optional<RegisteredImage> find(ImageId id) {
    Optional<RegisteredImage> image = catalogue.find(id);
    return doubt(id, image, view()).isEmpty() && image.isPresent() ? image : findStill(id);
  }

  /** Looks while nothing is appended, so that catalogue and log are of one moment. */
  private synchronized Optional<RegisteredImage> findStill(ImageId id) {
    LogView now = view();
    if (now.awaits(id)) {
      return Optional.empty();
    }
    Optional<RegisteredImage> image = catalogue.find(id);
    doubt(id, image, now)
        .ifPresent(
            finding -> {
              throw new StoreException(
                  StoreFault.CATALOGUE_ALTERED,
                  finding.description() + "; tell the store's administrator");
            });
    return image;
  }

  private static Optional<StoreFinding> doubt(
      ImageId id, Optional<RegisteredImage> image, LogView view) {
    return image.isPresent() ? view.doubt(image.get()) : view.find(id).map(gone -> deleted(id));
  }

  /** Does something while nothing is appended, so that the catalogue stays as the log has it. */
  synchronized <T> T still(Function<LogView, T> work) {
    return work.apply(view());
  }

  static StoreFinding deleted(ImageId id) {
    return StoreFinding.of(
        Code.ROW_DELETED,
        id,
        "Image %s is in the signed log but not in the catalogue".formatted(id.handle()));
  }

  /**
   * Registers an image in catalogue and log; one that is there already stays as it is.
   *
   * @throws StoreException CATALOGUE_ALTERED, STORE_INCONSISTENT, SIGNER_SILENT, STORE_BROKEN
   */
  public synchronized RegisteredImage register(RegisteredImage image) {
    LogView now = current();
    return find(image.id())
        .orElseGet(
            () -> append(now, LogEntries.registration(image), next -> catalogue.add(image, next)));
  }

  /**
   * Retires an image in catalogue and log; the first retirement counts.
   *
   * @return nothing if there is no such image
   * @throws StoreException as {@link #register}
   */
  public synchronized Optional<RegisteredImage> retire(ImageId id, RegisteredImage.Retirement end) {
    LogView now = current();
    return find(id)
        .map(
            image ->
                image.retired()
                    ? image
                    : append(
                        now,
                        LogEntries.retirement(image, end),
                        next -> catalogue.retire(id, end, next).orElseThrow()));
  }

  private LogView current() {
    if (stale) {
      check();
    }
    LogView now = view();
    if (stale) {
      throw new StoreException(
          StoreFault.SIGNER_SILENT,
          "The store cannot sign now: " + findings.get(0).description() + "; try again later");
    }
    return now;
  }

  private RegisteredImage append(
      LogView now, LogEntry entry, Function<Append, RegisteredImage> write) {
    stale = true;
    Append next = keeper.next(now, entry);
    now.index().add(now.tree().size(), entry);
    now.tree().append(entry.leaf());
    RegisteredImage written = write.apply(next);
    SignedTreeHead head = keeper.finish(next.intended());
    view = now.with(head);
    stale = false;
    return written;
  }
}
