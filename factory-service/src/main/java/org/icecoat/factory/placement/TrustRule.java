package org.icecoat.factory.placement;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.trust.TrustVerdict;

/**
 * Whether a node has to have proved itself.
 *
 * @param required without which every node will do
 */
public record TrustRule(boolean required, InstantSource clock) {
  private static final String CODE = "NOT_TRUSTED";
  private static final int LONGEST = 900;

  /** What is against a node. */
  Optional<Reason> against(EnrolledNode node) {
    Instant now = clock.instant();
    return required && node.trust().filter(result -> result.holds(now)).isEmpty()
        ? Optional.of(new Reason(node.name().value(), CODE, why(node.trust())))
        : Optional.empty();
  }

  private static String why(Optional<TrustResult> result) {
    if (result.isEmpty()) {
      return "it has not proved what it runs";
    }
    TrustResult last = result.get();
    return last.verdict() == TrustVerdict.TRUSTED
        ? "what it proved at %s does not count any more".formatted(last.at())
        : shortened("it is not trusted: " + String.join("; ", last.reasons()));
  }

  private static String shortened(String why) {
    return why.length() > LONGEST ? why.substring(0, LONGEST) + "..." : why;
  }
}
