package org.icecoat.factory.request;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.trust.policy.PolicyName;

/**
 * How much trust a VM needs in its node, as a client asks for it.
 *
 * @param policy which the node has to pass; the factory's own if it is left out
 * @param maximalAge how old its proof may be, 30 seconds to 31 days; as old as the policy allows if
 *     it is left out
 */
public record TrustTerms(
    Optional<PolicyName> policy, Optional<Duration> maximalAge, LossAction onLoss) {
  private static final Duration LEAST = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofDays(31);

  public TrustTerms {
    Objects.requireNonNull(onLoss, "onLoss");
    if (maximalAge.filter(TrustTerms::isOutside).isPresent()) {
      throw new IllegalArgumentException("A proof's maximal age is 30 seconds to 31 days");
    }
  }

  private static boolean isOutside(Duration age) {
    return age.compareTo(LEAST) < 0 || age.compareTo(MOST) > 0;
  }
}
