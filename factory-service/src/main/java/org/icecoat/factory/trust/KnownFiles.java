package org.icecoat.factory.trust;

import java.util.Objects;
import java.util.Set;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.policy.PolicyId;

/**
 * How far a node's list of files has been judged in the boot of its last verified quote.
 *
 * @param policies that were in force then, the newest version of each; those that ask for files
 *     have accepted all lines up to the position. Empty where the list is to begin anew
 */
public record KnownFiles(ImaPosition position, Set<PolicyId> policies) {
  public static final KnownFiles NONE = new KnownFiles(ImaPosition.START, Set.of());

  public KnownFiles {
    Objects.requireNonNull(position, "position");
    policies = Set.copyOf(policies);
  }

  /** What is left of it when anything has failed: what was shown still has to be covered. */
  public static KnownFiles restarted(ImaPosition position) {
    return new KnownFiles(position.restarted(), Set.of());
  }
}
