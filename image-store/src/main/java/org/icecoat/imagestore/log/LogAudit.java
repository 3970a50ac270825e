package org.icecoat.imagestore.log;

import java.util.List;
import java.util.Optional;
import org.icecoat.imagestore.catalogue.LogContent;
import org.icecoat.imagestore.log.StoreFinding.Code;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.log.tree.LogTree;

/**
 * Compares the log's rows with the signed head, the head with the key and the counter, and all of
 * it with what this process has seen before. The first thing that is wrong ends it.
 */
final class LogAudit {
  private final LogKey key;
  private final Counters counters;
  private final Optional<LogView> seen;
  private final LogTree tree = new LogTree();
  private final LogIndex index = new LogIndex();

  LogAudit(LogKey key, Counters counters, Optional<LogView> seen) {
    this.key = key;
    this.counters = counters;
    this.seen = seen;
  }

  /** What came of it. */
  sealed interface Verdict {
    /** Rows, head and counter agree, but for an append that was begun and can be ended. */
    record Sound(
        Optional<SignedTreeHead> head,
        Optional<SignedTreeHead> pending,
        LogTree tree,
        LogIndex index)
        implements Verdict {}

    /** They do not. */
    record Unsound(StoreFinding finding) implements Verdict {}
  }

  /** Ends an audit. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StoreFinding finding;

    Stop(Code code, String description) {
      super(description, null, false, false);
      this.finding = StoreFinding.ofLog(code, description);
    }
  }

  /** Judges a log that was begun. */
  Verdict judge(LogContent content) {
    try {
      require(
          content.owner().filter(key.id()::equals).isPresent(),
          Code.KEY_CHANGED,
          "The log belongs to another key than the store's");
      require(counters.appends().isPresent(), Code.SIGNER_REPLACED, "The log's counter is gone");
      read(content.rows());
      content.signed().ifPresent(this::requireSigned);
      Optional<SignedTreeHead> pending = pending(content);
      requireCounter(content, pending);
      requireSeen(content);
      return new Verdict.Sound(content.signed(), pending, tree, index);
    } catch (Stop stop) {
      return new Verdict.Unsound(stop.finding);
    }
  }

  private void read(List<LogContent.Row> rows) {
    for (LogContent.Row row : rows) {
      long position = tree.size();
      require(
          row.position() == position,
          Code.LOG_ALTERED,
          "Entry " + position + " of the log has been deleted");
      try {
        LogEntry entry = LogEntry.parse(row.entry().bytes());
        tree.append(entry.leaf());
        index.add(position, entry);
      } catch (TrustException e) {
        throw new Stop(Code.LOG_ALTERED, "Entry " + position + " of the log has been altered");
      }
    }
  }

  private void requireSigned(SignedTreeHead head) {
    require(key.signed(head), Code.LOG_ALTERED, "The log's head is not signed by the store's key");
    requireContent(head.head());
  }

  private void requireContent(TreeHead head) {
    require(
        head.size() <= tree.size(),
        Code.LOG_ALTERED,
        "The log has %d entries of the %d that its head says".formatted(tree.size(), head.size()));
    require(
        tree.root(head.size()).equals(head.root()),
        Code.LOG_ALTERED,
        "The %d entries of the log are not those of its head".formatted(head.size()));
  }

  /** An append that was begun since the last opening: entries after the head's, as intended. */
  private Optional<SignedTreeHead> pending(LogContent content) {
    require(
        content.intended().isPresent(), Code.LOG_ALTERED, "The heads of the log have been deleted");
    Optional<SignedTreeHead> pending =
        content
            .intended()
            .filter(
                last -> content.signed().filter(head -> head.head().equals(last.head())).isEmpty());
    long covered = pending.or(content::signed).map(head -> head.head().size()).orElse(0L);
    require(
        tree.size() == covered,
        Code.LOG_ALTERED,
        "The log has %d entries, of which the store has signed %d".formatted(tree.size(), covered));
    pending.ifPresent(
        last -> {
          require(
              key.intends(last, counters.openings()),
              Code.LOG_ALTERED,
              "The last append to the log is none that the store began since it was opened last:"
                  + " this is an old copy of the database, or it was altered");
          requireContent(last.head());
        });
    return pending;
  }

  private void requireCounter(LogContent content, Optional<SignedTreeHead> pending) {
    long now = counters.appends().orElseThrow();
    long highest = content.intended().orElseThrow().head().counter();
    long lowest = content.signed().map(head -> head.head().counter()).orElse(highest - 1);
    require(
        pending.isEmpty() || highest == lowest + 1,
        Code.LOG_ALTERED,
        "The last append to the log does not follow its head");
    require(
        now >= lowest,
        Code.COUNTER_BEHIND,
        "The counter is at %d, and the log was signed at %d: this is another counter"
            .formatted(now, lowest));
    require(
        now <= highest,
        Code.LOG_ROLLED_BACK,
        "The counter is at %d, and the log ends at %d: this is an old copy of the database"
            .formatted(now, highest));
  }

  private void requireSeen(LogContent content) {
    seen.ifPresent(
        known ->
            require(
                content.signed().isPresent()
                    && content.signed().get().head().counter() >= known.head().head().counter()
                    && tree.size() >= known.size()
                    && tree.root(known.size()).equals(known.head().head().root()),
                Code.LOG_ROLLED_BACK,
                "The log is not the one that this store had, with more entries"));
  }

  private static void require(boolean right, Code otherwise, String description) {
    if (!right) {
      throw new Stop(otherwise, description);
    }
  }
}
