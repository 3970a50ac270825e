package org.icecoat.domain.node;

import java.util.regex.Pattern;

/** The name of data that a node holds and its owner guards. */
public record DatasetName(String value) implements Comparable<DatasetName> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,126})");

  public DatasetName {
    if (value.length() > 127 || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A dataset's name has 1 to 127 letters, digits, dots, hyphens and underscores");
    }
  }

  @Override
  public int compareTo(DatasetName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
