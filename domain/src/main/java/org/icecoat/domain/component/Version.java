package org.icecoat.domain.component;

import java.util.regex.Pattern;

/**
 * A version, ordered as Debian orders package versions (Debian Policy section 5.6.12): {@code
 * [epoch:]upstream[-revision]}, numbers compared as numbers, letters before other characters and a
 * tilde before everything, even the end, so that {@code 1.0~rc1 < 1.0 < 1.9 < 1.10 < 1:0.1}.
 *
 * <p>The order is coarser than equality: {@code 1.0} and {@code 1.00} are different texts that
 * compare as equal.
 */
public record Version(String value) implements Comparable<Version> {
  private static final int MAXIMAL_LENGTH = 127;
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~:-]*");

  public Version {
    if (value.length() > MAXIMAL_LENGTH || !VERSION.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A version has 1 to 127 letters, digits and . _ + ~ : -, and starts with a letter or"
              + " digit");
    }
  }

  @Override
  public int compareTo(Version other) {
    return VersionOrder.compare(value, other.value);
  }

  /** Whether neither is newer than the other. */
  public boolean ranksWith(Version other) {
    return compareTo(other) == 0;
  }

  @Override
  public String toString() {
    return value;
  }
}
