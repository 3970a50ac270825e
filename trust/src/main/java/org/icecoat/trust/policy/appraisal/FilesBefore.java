package org.icecoat.trust.policy.appraisal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.trust.ima.ImaFragment;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.signature.AcceptedPolicy;

/**
 * What policies have against the lines of a kernel's list that come before those in the evidence.
 *
 * @param position where those lines end
 * @param against by policy; one that has not judged all of them is not there. As long as there are
 *     none, no policy has anything against them
 */
public record FilesBefore(ImaPosition position, Map<PolicyId, List<Objection>> against) {
  /** The list begins with its first line, and nothing was shown before. */
  public static final FilesBefore NONE = firstLine(ImaPosition.START);

  public FilesBefore {
    against = Map.copyOf(against);
  }

  /** The list begins with its first line; what was shown before has to be covered. */
  public static FilesBefore firstLine(ImaPosition known) {
    return new FilesBefore(known.restarted(), Map.of());
  }

  /** Lines against which those policies have nothing. */
  public static FilesBefore accepted(ImaPosition position, Set<PolicyId> by) {
    return new FilesBefore(
        position, by.stream().collect(Collectors.toMap(policy -> policy, policy -> List.of())));
  }

  /** Whether lines have been judged before. */
  public boolean any() {
    return position.verified() > 0;
  }

  /** The same and a part more, judged by policies that have judged all before. */
  public FilesBefore and(ImaFragment part, List<AcceptedPolicy> policies) {
    Map<PolicyId, List<Objection>> found = new HashMap<>();
    for (AcceptedPolicy each : policies) {
      by(each.id())
          .ifPresent(before -> found.put(each.id(), judged(each.signed().policy(), part, before)));
    }
    return new FilesBefore(part.position(), found);
  }

  private static List<Objection> judged(
      AppraisalPolicy policy, ImaFragment part, List<Objection> before) {
    Objections found = new Objections();
    before.forEach(found::add);
    if (policy.ima().asked()) {
      part.otherBoot().ifPresent(found::add);
      FileCheck.judge(policy.ima(), part.entries(), found);
    }
    return found.all();
  }

  /** What that policy has against them; empty if it has not judged them all. */
  Optional<List<Objection>> by(PolicyId policy) {
    return any() ? Optional.ofNullable(against.get(policy)) : Optional.of(List.of());
  }
}
