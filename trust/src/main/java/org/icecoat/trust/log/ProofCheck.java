package org.icecoat.trust.log;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Manifest;
import org.icecoat.trust.log.LogEntry.Subject;
import org.icecoat.trust.log.LogFinding.Reason;

/**
 * The relying party's check of what a log's owner shows: the key is the one that was told, the head
 * is signed by it, it continues what is remembered, the entries are in it. Gives every reason.
 *
 * <p>Not proved: that no newer head exists, that an image without a shown retirement is not
 * retired, and that the key is in a TPM, which is the owner's word until {@code evidence.guard} has
 * it proved.
 */
public final class ProofCheck {
  /** Clocks may differ by so much. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private final Sha256 pinned;
  private final Clock clock;

  /**
   * A check for one log.
   *
   * @param pinned the log's id, from a source that is trusted
   */
  public ProofCheck(Sha256 pinned, Clock clock) {
    this.pinned = Objects.requireNonNull(pinned, "pinned");
    this.clock = clock;
  }

  /**
   * Judges a head alone.
   *
   * @param remembered the last head that this party has accepted of this log
   * @throws IllegalArgumentException if another log is remembered
   */
  public ProofVerdict judge(ImageProof.Shown shown, Optional<RememberedHead> remembered) {
    Findings findings = new Findings();
    head(shown, remembered, findings);
    return verdict(shown, findings);
  }

  /** Judges all that is shown for the image of this manifest. */
  public ProofVerdict judge(
      Manifest manifest, ImageProof proof, Optional<RememberedHead> remembered) {
    Subject subject = Subject.of(manifest);
    return judge(new About(subject.id(), subject::equals), proof, remembered);
  }

  /**
   * Judges all that is shown for an image of which only id and content are known: the id binds the
   * rest, whatever name an entry gives it.
   */
  public ProofVerdict judge(
      ImageId id, Content content, ImageProof proof, Optional<RememberedHead> remembered) {
    return judge(
        new About(id, entry -> entry.id().equals(id) && entry.content().equals(content)),
        proof,
        remembered);
  }

  /** Which image entries have to be about. */
  private record About(ImageId id, Predicate<Subject> image) {}

  private ProofVerdict judge(About about, ImageProof proof, Optional<RememberedHead> remembered) {
    Findings findings = new Findings();
    head(proof.shown(), remembered, findings);
    TreeHead head = proof.shown().head().head();
    logged(about, proof.registration(), LogEntry.Kind.REGISTRATION, head, findings);
    proof
        .retirement()
        .ifPresent(
            end -> {
              logged(about, end, LogEntry.Kind.RETIREMENT, head, findings);
              findings.require(
                  end.inclusion().index() > proof.registration().inclusion().index(),
                  Reason.ORDER_WRONG,
                  "The image is shown as retired before it was registered");
            });
    return verdict(proof.shown(), findings);
  }

  private void head(
      ImageProof.Shown shown, Optional<RememberedHead> remembered, Findings findings) {
    TreeHead head = shown.head().head();
    findings.require(
        shown.key().id().equals(pinned),
        Reason.OTHER_KEY,
        "The log's key is %s; expected is %s".formatted(shown.key().id(), pinned));
    findings.require(
        head.log().equals(shown.key().id()), Reason.OTHER_LOG, "The head is one of another log");
    findings.require(
        shown.key().signed(shown.head()),
        Reason.SIGNATURE_WRONG,
        "The head is not signed by the log's key");
    findings.require(
        !head.at().isAfter(clock.instant().plus(CLOCK_TOLERANCE)),
        Reason.HEAD_FROM_FUTURE,
        "The head says that it was made at %s, which is in the future; compare the clocks"
            .formatted(head.at()));
    remembered.ifPresent(known -> growth(known, shown, findings));
  }

  private void growth(RememberedHead known, ImageProof.Shown shown, Findings findings) {
    if (!known.log().equals(pinned)) {
      throw new IllegalArgumentException("What is remembered is a head of another log");
    }
    new GrowthCheck(known.head(), shown.head().head(), findings).run(shown.growth());
  }

  private static void logged(
      About about, ImageProof.Logged logged, LogEntry.Kind kind, TreeHead head, Findings findings) {
    LogEntry entry = logged.entry();
    findings.require(
        about.image().test(entry.image()),
        Reason.OTHER_IMAGE,
        "The entry is about the image %s, not about %s".formatted(entry.image().id(), about.id()));
    findings.require(
        entry.kind() == kind,
        Reason.OTHER_KIND,
        "The entry is a %s, no %s".formatted(entry.kind(), kind));
    findings.require(
        logged.inclusion().size() == head.size(),
        Reason.OTHER_SIZE,
        "The proof is for a log of %d entries, the head has %d"
            .formatted(logged.inclusion().size(), head.size()));
    findings.require(
        logged.inclusion().proves(entry.leaf(), head.root()),
        Reason.INCLUSION_WRONG,
        "The entry of %s is not in the log at position %d"
            .formatted(entry.image().id().handle(), logged.inclusion().index()));
  }

  private static ProofVerdict verdict(ImageProof.Shown shown, Findings findings) {
    return findings.none()
        ? new ProofVerdict.Proved(new RememberedHead(shown.head(), shown.key()))
        : new ProofVerdict.Refused(findings.all());
  }
}
