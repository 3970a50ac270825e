package org.icecoat.factory.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.factory.trust.TrustResult;

/**
 * What a node is worth to a VM at one moment.
 *
 * @param result what it proved last; empty if nothing
 * @param until when that ends, or ended, to count for the VM; empty if it never did
 * @param reasons why it does not count, for people
 */
public record Standing(
    Kind kind, Optional<TrustResult> result, Optional<Instant> until, List<String> reasons) {
  private static final int LONGEST = 900;

  public Standing {
    reasons = List.copyOf(reasons);
  }

  /** How a proof counts. */
  public enum Kind {
    TRUSTED,
    /** It counts by its policy, but is older than the VM allows. */
    TOO_OLD,
    /** It has run out. */
    EXPIRED,
    REJECTED,
    UNPROVED
  }

  static Standing unproved() {
    return new Standing(
        Kind.UNPROVED,
        Optional.empty(),
        Optional.empty(),
        List.of("it has not proved what it runs"));
  }

  public boolean isTrusted() {
    return kind == Kind.TRUSTED;
  }

  /** Whether the node is not believed, however old that is: then it is not even asked again. */
  public boolean isDisbelieved() {
    return kind == Kind.REJECTED || kind == Kind.UNPROVED;
  }

  /** Whether trust is lost: at once if the node is not believed, else when the grace is over. */
  boolean isLost(Instant now, Duration grace) {
    return switch (kind) {
      case TRUSTED -> false;
      case TOO_OLD, EXPIRED -> !now.isBefore(until.orElse(now).plus(grace));
      case REJECTED, UNPROVED -> true;
    };
  }

  /** Why the node does not do, in one line. */
  public String why() {
    String told = (kind == Kind.REJECTED ? "it is not trusted: " : "") + String.join("; ", reasons);
    return told.length() > LONGEST ? told.substring(0, LONGEST) + "..." : told;
  }
}
