package org.icecoat.factory.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.trust.policy.PolicyName;

/**
 * The trust terms in force for a VM, with nothing left out.
 *
 * @param maximalAge empty if a proof counts as long as its policy says
 */
public record TrustDemand(PolicyName policy, Optional<Duration> maximalAge, LossAction onLoss) {
  /** Judges what a node proved last by this policy; pure. {@link TrustRules} asks here. */
  Standing judge(Optional<TrustResult> last, Instant now) {
    if (last.isEmpty()) {
      return Standing.unproved();
    }
    TrustResult result = last.get();
    if (result.verdict() == TrustVerdict.REJECTED) {
      return new Standing(Standing.Kind.REJECTED, last, Optional.empty(), result.reasons());
    }
    if (result.isFromFuture(now)) {
      return fromFuture(result);
    }
    Instant until = until(result);
    if (now.isBefore(until)) {
      return new Standing(Standing.Kind.TRUSTED, last, Optional.of(until), List.of());
    }
    boolean old = result.holds(now);
    String why =
        old
            ? "what it proved at %s is older than %s"
                .formatted(result.at(), maximalAge.orElse(Duration.ZERO))
            : "what it proved at %s does not count any more".formatted(result.at());
    Standing.Kind kind = old ? Standing.Kind.TOO_OLD : Standing.Kind.EXPIRED;
    return new Standing(kind, last, Optional.of(until), List.of(why));
  }

  /** Its age is unknown, so it does not count; it is over for good when that moment has come. */
  private static Standing fromFuture(TrustResult result) {
    String why =
        "it was asked at %s, which is still to come: the factory's clock was set back since, and it"
            + " has to prove itself again";
    return new Standing(
        Standing.Kind.EXPIRED,
        Optional.of(result),
        Optional.of(result.at()),
        List.of(why.formatted(result.at())));
  }

  private Instant until(TrustResult result) {
    Instant end = result.validUntil().orElse(result.at());
    return maximalAge.map(result.at()::plus).filter(own -> own.isBefore(end)).orElse(end);
  }
}
