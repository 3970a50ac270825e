package org.icecoat.domain.node;

import java.util.regex.Pattern;

/** A node's name, unique in one factory. */
public record NodeName(String value) implements Comparable<NodeName> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126})");

  public NodeName {
    if (value.length() > 127 || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A node's name has 1 to 127 letters, digits, dots, hyphens and underscores");
    }
  }

  @Override
  public int compareTo(NodeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
