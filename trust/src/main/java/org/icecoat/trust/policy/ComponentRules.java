package org.icecoat.trust.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.icecoat.domain.digest.Sha256;

/** What a node's plug-in has to measure. Immutable. */
public final class ComponentRules {
  private static final int MOST_RULES = 1000;
  private static final int MOST_DIGESTS = 1000;

  private final List<Rule> rules;
  private final Map<String, Set<Sha256>> byName = new HashMap<>();

  /**
   * One component.
   *
   * @param digests any of these; the same component may be measured more than once, as the plug-in
   *     does whenever it starts
   * @param optional whether a node may do without it
   */
  public record Rule(String name, List<Sha256> digests, Boolean optional) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    public Rule {
      if (!NAME.matcher(Required.present(name, "name")).matches()) {
        throw new IllegalArgumentException(
            "A component's name has 1 to 64 small letters, digits, dots and hyphens");
      }
      digests = Required.list(digests, "digests");
      Required.count(digests.size(), MOST_DIGESTS, "digests of " + name);
      optional = optional != null && optional;
    }
  }

  private ComponentRules(List<Rule> rules) {
    this.rules = Required.list(rules, "components");
    if (this.rules.size() > MOST_RULES) {
      throw new IllegalArgumentException("More than %d components".formatted(MOST_RULES));
    }
    Required.distinct(this.rules.stream().map(Rule::name).toList(), "Component");
    this.rules.forEach(rule -> byName.put(rule.name(), Set.copyOf(rule.digests())));
  }

  @JsonCreator(mode = Mode.DELEGATING)
  public static ComponentRules of(List<Rule> rules) {
    return new ComponentRules(rules);
  }

  public List<Rule> rules() {
    return rules;
  }

  /** Whether the policy has a component of that name. */
  public boolean knows(String name) {
    return byName.containsKey(name);
  }

  public boolean allows(String name, Sha256 digest) {
    return byName.getOrDefault(name, Set.of()).contains(digest);
  }

  /** The rules of components that a node has to have and that are not among these names. */
  public List<Rule> missing(Set<String> measured) {
    return rules.stream()
        .filter(rule -> !rule.optional() && !measured.contains(rule.name()))
        .toList();
  }
}
