package org.icecoat.domain.component;

import java.util.Locale;
import java.util.regex.Pattern;

/** A processor architecture by the name that the kernel and libvirt use, such as x86_64. */
public record Architecture(String value) {
  private static final int MAXIMAL_LENGTH = 127;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._+-]*");

  public Architecture {
    if (value.length() > MAXIMAL_LENGTH || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "An architecture is named in 1 to 127 lower-case letters, digits and . _ + -, such as"
              + " x86_64");
    }
  }

  /**
   * Reads a name in any case; Debian's names for the two common architectures are taken too.
   *
   * @throws IllegalArgumentException if the text is no name
   */
  public static Architecture parse(String text) {
    if (text.length() > MAXIMAL_LENGTH) {
      return new Architecture(text);
    }
    String name = text.toLowerCase(Locale.ROOT);
    return new Architecture(
        switch (name) {
          case "amd64" -> "x86_64";
          case "arm64" -> "aarch64";
          default -> name;
        });
  }

  @Override
  public String toString() {
    return value;
  }
}
