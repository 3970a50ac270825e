package org.icecoat.domain.component;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a piece of software, such as {@code hmmer} or {@code debian}. It is kept as written;
 * two spellings that differ only in case are the same name.
 */
public record ComponentName(String value) implements Comparable<ComponentName> {
  private static final int MAXIMAL_LENGTH = 127;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  public ComponentName {
    if (value.length() > MAXIMAL_LENGTH || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A component's name has 1 to 127 letters, digits and . _ + -, and starts with a letter"
              + " or digit");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ComponentName name && value.equalsIgnoreCase(name.value);
  }

  @Override
  public int hashCode() {
    return value.toLowerCase(Locale.ROOT).hashCode();
  }

  @Override
  public int compareTo(ComponentName other) {
    return value.compareToIgnoreCase(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
