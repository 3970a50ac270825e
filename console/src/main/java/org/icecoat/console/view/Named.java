package org.icecoat.console.view;

import org.icecoat.wire.types.ComponentRequirementType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.VmmType;

/**
 * Something with a version: a component, an operating system, a VMM.
 *
 * @param version null where any will do
 */
public record Named(String name, String version) {
  static Named of(ComponentType wire) {
    return wire == null ? null : new Named(wire.getName(), wire.getVersion());
  }

  static Named of(VmmType wire) {
    return wire == null ? null : new Named(wire.getName(), wire.getVersion());
  }

  /** A requirement as a user writes it: {@code hmmer}, {@code hmmer>=3.3}, {@code hmmer=3.3.2}. */
  public static Named requirement(String text) {
    int split = 0;
    while (split < text.length() && "<>=".indexOf(text.charAt(split)) < 0) {
      split++;
    }
    String name = text.substring(0, split).strip();
    String version = text.substring(split).replace(" ", "");
    if (name.isEmpty() || version.matches("[<>=]+")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no name with a version; write it like hmmer or hmmer>=3.3");
    }
    return new Named(name, version.isEmpty() ? null : version);
  }

  /** As a requirement on the wire. */
  public ComponentRequirementType component() {
    ComponentRequirementType wire = new ComponentRequirementType();
    wire.setName(name);
    wire.setVersion(version);
    return wire;
  }

  /** {@code hmmer 3.3.2}. */
  @Override
  public String toString() {
    return version == null ? name : name + " " + version;
  }
}
