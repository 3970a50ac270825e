package org.icecoat.factory.authorization;

import java.util.List;
import java.util.Objects;
import org.icecoat.domain.identity.Dn;

/**
 * The factory's policy file.
 *
 * @param administrators who may see and do everything
 * @param rules the first one that is for a caller counts
 * @param everyone for callers that no rule is for; left out, they may deploy nothing
 */
public record AccessPolicy(List<Dn> administrators, List<AccessRule> rules, AccessRule everyone) {
  public AccessPolicy {
    administrators = administrators == null ? List.of() : List.copyOf(administrators);
    rules = rules == null ? List.of() : List.copyOf(rules);
    everyone = everyone == null ? AccessRule.nothing() : everyone;
    for (AccessRule rule : rules) {
      if ((rule.dn() == null) == (rule.vo() == null)) {
        throw new IllegalArgumentException("each rule has either dn or vo");
      }
    }
    if (everyone.dn() != null || everyone.vo() != null) {
      throw new IllegalArgumentException("everyone has neither dn nor vo");
    }
  }

  public boolean isAdministrator(Caller caller) {
    return administrators.contains(caller.dn());
  }

  public Grant grant(Caller caller) {
    return rule(caller).grant();
  }

  /** The rule that counts for a caller. */
  public AccessRule rule(Caller caller) {
    return rules.stream().filter(rule -> rule.isFor(caller)).findFirst().orElse(everyone);
  }

  /** Those whom rules are for by their names. */
  public List<Dn> named() {
    return rules.stream().map(AccessRule::dn).filter(Objects::nonNull).distinct().toList();
  }
}
