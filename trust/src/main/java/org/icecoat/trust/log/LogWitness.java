package org.icecoat.trust.log;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageId;

/**
 * A relying party of one log: it judges what is shown of images, each time anew, and remembers the
 * last head, so that a log that goes back or forks is noticed. For any number of threads.
 */
public final class LogWitness {
  private final ProofCheck check;
  private final Memory memory;

  /** Whether a store has once left no doubt of what guards its log. */
  private volatile boolean guarded;

  /** Keeps the last head over restarts; shared by all who use one memory. */
  public interface Memory {
    /** What is remembered of this log. */
    Optional<RememberedHead> last();

    /**
     * Remembers a head in the place of another.
     *
     * @return false, with nothing changed, if what is remembered is not {@code before} any more
     */
    boolean replace(Optional<RememberedHead> before, RememberedHead now);
  }

  /** A store, as it is asked. */
  @FunctionalInterface
  public interface Shower {
    /** What there is of an image, with the proof that the log continues that of a size. */
    ImageProof show(ImageId image, OptionalLong since);

    /**
     * What speaks against relying on a log that was shown right: asked until there is nothing, and
     * then no more.
     */
    default List<LogFinding> doubts(TreeHead head) {
      return List.of();
    }
  }

  /** What was shown of an image, and whether it is right. */
  public record Seen(ImageProof proof, ProofVerdict verdict) {}

  /**
   * A witness.
   *
   * @param log its id, from a source that is trusted
   */
  public LogWitness(Sha256 log, Memory memory, Clock clock) {
    this.check = new ProofCheck(log, clock);
    this.memory = Objects.requireNonNull(memory, "memory");
  }

  /**
   * Looks at an image. Whoever has another head remembered meanwhile lets this look begin anew, so
   * two heads that contradict each other are never both accepted.
   *
   * @param content that the image's manifest names
   */
  public Seen look(ImageId image, Content content, Shower store) {
    while (true) {
      Optional<RememberedHead> before = memory.last();
      OptionalLong since =
          before.map(head -> OptionalLong.of(head.head().size())).orElse(OptionalLong.empty());
      ImageProof proof = store.show(image, since);
      ProofVerdict verdict = undoubted(check.judge(image, content, proof, before), store);
      if (!(verdict instanceof ProofVerdict.Proved proved)
          || before.filter(head -> head.head().equals(proved.head().head())).isPresent()
          || memory.replace(before, proved.head())) {
        return new Seen(proof, verdict);
      }
    }
  }

  private ProofVerdict undoubted(ProofVerdict verdict, Shower store) {
    if (guarded || !(verdict instanceof ProofVerdict.Proved proved)) {
      return verdict;
    }
    List<LogFinding> doubts = store.doubts(proved.head().head());
    if (!doubts.isEmpty()) {
      return new ProofVerdict.Refused(doubts);
    }
    guarded = true;
    return verdict;
  }
}
