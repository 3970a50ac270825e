package org.icecoat.testbed.bench.harness;

import java.util.Locale;

/** What the ratio of the product's figure to its floor's should be. */
public record Goal(Direction direction, double ratio) {
  /** Whether a great ratio is good (calls a second) or bad (seconds a call). */
  public enum Direction {
    AT_LEAST("at least"),
    AT_MOST("at most");

    private final String words;

    Direction(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public static Goal atLeast(double ratio) {
    return new Goal(Direction.AT_LEAST, ratio);
  }

  public static Goal atMost(double ratio) {
    return new Goal(Direction.AT_MOST, ratio);
  }

  public boolean isMetBy(double measured) {
    return switch (direction) {
      case AT_LEAST -> measured >= ratio;
      case AT_MOST -> measured <= ratio;
    };
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %.2f", direction.words(), ratio);
  }
}
