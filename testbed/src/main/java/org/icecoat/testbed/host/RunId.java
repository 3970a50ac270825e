package org.icecoat.testbed.host;

import java.util.Random;
import java.util.regex.Pattern;

/** Names one run: everything that a testbed makes on the machine carries it. Six hex digits. */
record RunId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{6}");

  RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("A run's id has 6 hexadecimal digits");
    }
  }

  static RunId random(Random random) {
    return new RunId("%06x".formatted(random.nextInt(1 << 24)));
  }

  /** The name of its folder under /run and of its control groups, the alias of its link. */
  String label() {
    return "icecoat-" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
