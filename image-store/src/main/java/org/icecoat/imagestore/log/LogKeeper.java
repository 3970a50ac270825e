package org.icecoat.imagestore.log;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.imagestore.catalogue.Append;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.LogContent;
import org.icecoat.imagestore.catalogue.LogStore;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.signer.HeadSigner;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.log.tree.LogTree;

/** The steps of beginning, appending and looking again, each between database and signer. */
final class LogKeeper {
  private final LogStore store;
  private final CatalogueStore catalogue;
  private final HeadSigner signer;
  private final Clock clock;

  /** The opening since which this process appends; empty before its first. */
  private OptionalLong opening = OptionalLong.empty();

  LogKeeper(LogStore store, CatalogueStore catalogue, HeadSigner signer, Clock clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Judges the log, begins it when neither database nor signer has one, and ends what a crash left.
   *
   * @param seen what this process has found before
   * @param open whether to open it for appends; the reasons are in the package's RATIONALE
   * @throws StoreException SIGNER_SILENT, SIGNER_REPLACED, STORE_INCONSISTENT or STORE_BROKEN
   */
  Outcome look(Optional<LogView> seen, boolean open) {
    LogContent content = store.read();
    Counters counters = Counters.of(signer);
    if (content.owner().isEmpty()) {
      if (counters.appends().isPresent() || seen.isPresent()) {
        return Outcome.missing();
      }
      begin();
      content = store.read();
      counters = Counters.of(signer);
    }
    LogAudit.Verdict verdict = new LogAudit(signer.key(), counters, seen).judge(content);
    if (verdict instanceof LogAudit.Verdict.Sound sound) {
      SignedTreeHead head = sound.pending().map(this::finish).or(sound::head).orElseThrow();
      requireSigner(head.head());
      if (open) {
        open();
      }
      return new Outcome.InOrder(new LogView(head, signer.key(), sound.tree(), sound.index()));
    }
    return new Outcome.Wrong(((LogAudit.Verdict.Unsound) verdict).finding());
  }

  /** What a look found. */
  sealed interface Outcome {
    /** The log, as its newest head has it. */
    record InOrder(LogView view) implements Outcome {}

    /** Nothing of it can be believed. */
    record Wrong(StoreFinding finding) implements Outcome {}

    private static Wrong missing() {
      return new Wrong(
          StoreFinding.ofLog(
              StoreFinding.Code.LOG_MISSING,
              "The store's counter was raised for a log that its database does not have: this is"
                  + " an empty database, or an old copy"));
    }
  }

  /** What was intended before counts no more. */
  private void open() {
    opening = OptionalLong.of(signer.countOpening());
  }

  /** A key that nothing was signed with makes another log of it than any that there was. */
  private void begin() {
    signer.renewKey();
    open();
    List<LogEntry> first = LogEntries.of(catalogue.all());
    LogTree tree = new LogTree();
    first.forEach(entry -> tree.append(entry.leaf()));
    TreeHead head = head(tree.size(), tree.root(), signer.raise() + 1);
    store.begin(signer.key().id(), new Append(0, first, intended(head)));
  }

  /** What is to be written when this entry follows what the view has. */
  Append next(LogView view, LogEntry entry) {
    Sha256 root = view.tree().rootWith(List.of(entry.leaf()));
    TreeHead head = head(view.size() + 1, root, view.head().head().counter() + 1);
    return new Append(view.size(), List.of(entry), intended(head));
  }

  private TreeHead head(long size, Sha256 root, long counter) {
    return new TreeHead(
        signer.key().id(), size, root, clock.instant(), counter, signer.protection());
  }

  private SignedTreeHead intended(TreeHead head) {
    return new SignedTreeHead(head, signer.sign(head.intendedBytes(opening)));
  }

  /** Raises the counter, unless that was done before a crash, and signs the head. */
  SignedTreeHead finish(SignedTreeHead pending) {
    TreeHead head = pending.head();
    if (signer.counter().orElse(0) != head.counter() && signer.raise() != head.counter()) {
      throw new StoreException(
          StoreFault.STORE_INCONSISTENT, "The log's counter was raised by somebody else");
    }
    SignedTreeHead signed = new SignedTreeHead(head, signer.sign(head.signedBytes()));
    if (!signer.key().signed(signed)) {
      throw otherKey();
    }
    store.sign(signed);
    return signed;
  }

  /** The signer answers, and still has the key. */
  void requireSigner(TreeHead head) {
    if (!signer.key().intends(intended(head), opening)) {
      throw otherKey();
    }
  }

  private static StoreException otherKey() {
    return new StoreException(
        StoreFault.SIGNER_REPLACED, "What signs for the store has another key than the log's");
  }
}
