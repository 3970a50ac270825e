package org.icecoat.domain.component;

import java.util.Optional;

/** Asks for software by name and, if a constraint is given, by version. */
public record ComponentRequirement(ComponentName name, Optional<VersionConstraint> version) {
  public static ComponentRequirement of(String name) {
    return new ComponentRequirement(new ComponentName(name), Optional.empty());
  }

  public static ComponentRequirement of(String name, String constraint) {
    return new ComponentRequirement(
        new ComponentName(name), Optional.of(VersionConstraint.parse(constraint)));
  }

  public boolean isMetBy(Component component) {
    return name.equals(component.name())
        && version.map(constraint -> constraint.allows(component.version())).orElse(true);
  }

  /** The form in which people write it, such as {@code hmmer>=3.3}. */
  @Override
  public String toString() {
    return name + version.map(VersionConstraint::toString).orElse("");
  }
}
