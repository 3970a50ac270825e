package org.icecoat.factory.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;

/**
 * What came of a node's last attestation.
 *
 * @param at when the node was asked, from which its age counts
 * @param validUntil after which it does not count any more; of a trusted node
 * @param policy name and version by which it is trusted, or was rejected; empty if none was asked
 * @param reasons why it is rejected, for people, each once; of very many the first
 * @param evidence digest of what was judged; empty if there was nothing to judge
 */
public record TrustResult(
    TrustVerdict verdict,
    Instant at,
    Optional<Instant> validUntil,
    Optional<String> policy,
    List<String> reasons,
    Optional<Sha256> evidence) {
  private static final int MOST_REASONS = 32;

  /** What the clocks of factories on one database may differ. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(10);

  public TrustResult {
    reasons = few(reasons);
  }

  /** A node that is believed until then. */
  public static TrustResult trusted(Instant at, Instant validUntil, String policy, Sha256 proof) {
    return new TrustResult(
        TrustVerdict.TRUSTED,
        at,
        Optional.of(validUntil),
        Optional.of(policy),
        List.of(),
        Optional.of(proof));
  }

  /** A node that is not believed. */
  public static TrustResult rejected(Instant at, List<String> reasons, Optional<Sha256> evidence) {
    return new TrustResult(
        TrustVerdict.REJECTED, at, Optional.empty(), Optional.empty(), reasons, evidence);
  }

  public TrustResult by(String judge) {
    return new TrustResult(verdict, at, validUntil, Optional.of(judge), reasons, evidence);
  }

  /** The same, counting no longer than until then. */
  public TrustResult endingBy(Instant end) {
    Optional<Instant> until = validUntil.map(own -> own.isBefore(end) ? own : end);
    return new TrustResult(verdict, at, until, policy, reasons, evidence);
  }

  private static List<String> few(List<String> reasons) {
    List<String> each = reasons.stream().distinct().toList();
    if (each.size() <= MOST_REASONS) {
      return each;
    }
    List<String> first = new ArrayList<>(each.subList(0, MOST_REASONS - 1));
    first.add("%d more reasons".formatted(each.size() - first.size()));
    return List.copyOf(first);
  }

  /** Whether it says the same of the node by the same version of a policy, for the same reasons. */
  public boolean saysTheSame(TrustResult other) {
    return verdict == other.verdict
        && policy.equals(other.policy)
        && Set.copyOf(reasons).equals(Set.copyOf(other.reasons));
  }

  /** Since when the node was asked; never less than nothing. */
  public Duration age(Instant now) {
    return at.isAfter(now) ? Duration.ZERO : Duration.between(at, now);
  }

  /**
   * Whether the node was asked after that time: the clock was set back since, and nobody knows how
   * long ago it was.
   */
  public boolean isFromFuture(Instant now) {
    return at.isAfter(now.plus(CLOCKS_APART));
  }

  /** Whether the node may be believed at that time. */
  public boolean holds(Instant now) {
    return verdict == TrustVerdict.TRUSTED
        && !isFromFuture(now)
        && validUntil.map(end -> now.isBefore(end)).orElse(false);
  }
}
