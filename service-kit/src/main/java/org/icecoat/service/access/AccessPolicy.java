package org.icecoat.service.access;

import java.util.List;
import java.util.Objects;
import org.icecoat.domain.identity.Dn;

/**
 * The policy file. Factory and image store may share one, as they may have one each: each looks at
 * the parts that concern it, and both refuse the file if any part is wrong.
 *
 * @param administrators who may see and do everything at a factory; who may put the policies in
 *     force by which a store judges nodes, and see who got keys
 * @param curators who may register, verify, retire and fetch the images of a store
 * @param nodes who may fetch images of a store, and get the keys of confidential ones once they
 *     have proved what they run: the hosts that run VMs
 * @param rules what VMs may be deployed at a factory: the first one that is for a caller counts
 * @param everyone for callers that no rule is for; left out, they may deploy nothing
 */
public record AccessPolicy(
    List<Subject> administrators,
    List<Subject> curators,
    List<Dn> nodes,
    List<AccessRule> rules,
    AccessRule everyone) {
  public AccessPolicy {
    administrators = orNobody(administrators);
    curators = orNobody(curators);
    nodes = orNobody(nodes);
    rules = orNobody(rules);
    rules.forEach(AccessRule::subject);
    everyone = everyone == null ? AccessRule.nothing() : everyone;
    if (everyone.dn() != null || everyone.vo() != null) {
      throw new IllegalArgumentException("everyone has neither dn nor vo");
    }
  }

  private static <T> List<T> orNobody(List<T> named) {
    return named == null ? List.of() : List.copyOf(named);
  }

  public boolean isAdministrator(Caller caller) {
    return administrators.stream().anyMatch(one -> one.is(caller));
  }

  public boolean isCurator(Caller caller) {
    return curators.stream().anyMatch(one -> one.is(caller));
  }

  public boolean isNode(Caller caller) {
    return nodes.contains(caller.dn());
  }

  /** The rule that counts for a caller. */
  public AccessRule rule(Caller caller) {
    return rules.stream().filter(rule -> rule.subject().is(caller)).findFirst().orElse(everyone);
  }

  /** Those whom rules are for by their names. */
  public List<Dn> named() {
    return rules.stream().map(AccessRule::dn).filter(Objects::nonNull).distinct().toList();
  }
}
