package org.icecoat.domain.component;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which versions will do: a relation to one version, such as {@code >=3.3}. */
public record VersionConstraint(Relation relation, Version version) {
  /** How the version that is there must compare with the one that is named. */
  public enum Relation {
    EQUAL("="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    private boolean holds(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case LESS -> comparison < 0;
        case AT_MOST -> comparison <= 0;
        case GREATER -> comparison > 0;
        case AT_LEAST -> comparison >= 0;
      };
    }

    private static Relation ofSign(String sign) {
      for (Relation relation : values()) {
        if (relation.sign.equals(sign)) {
          return relation;
        }
      }
      return EQUAL;
    }
  }

  private static final int MAXIMAL_LENGTH = 129;
  private static final Pattern CONSTRAINT = Pattern.compile("(<=|>=|=|<|>|)([^<>=]*)");

  /**
   * Reads a version, alone (equal) or after one of {@code = < <= > >=}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static VersionConstraint parse(String text) {
    if (text.length() <= MAXIMAL_LENGTH) {
      Matcher matcher = CONSTRAINT.matcher(text);
      if (matcher.matches()) {
        return new VersionConstraint(
            Relation.ofSign(matcher.group(1)), new Version(matcher.group(2).strip()));
      }
    }
    throw new IllegalArgumentException(
        "A version constraint is a version, alone or after one of = < <= > >=");
  }

  public boolean allows(Version candidate) {
    return relation.holds(candidate.compareTo(version));
  }

  @Override
  public String toString() {
    return relation.sign + version;
  }
}
