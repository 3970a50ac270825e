package org.icecoat.testbed.bench.harness;

import java.util.Locale;

/**
 * What is promised: of the ratio of the product's figure to its floor's, or of its figure alone.
 */
public record Goal(Of of, Direction direction, double value) {
  /** What is compared with the value. */
  public enum Of {
    RATIO,
    FIGURE
  }

  /** Whether a great value is good (calls a second) or bad (seconds a call). */
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
    return new Goal(Of.RATIO, Direction.AT_LEAST, ratio);
  }

  public static Goal atMost(double ratio) {
    return new Goal(Of.RATIO, Direction.AT_MOST, ratio);
  }

  /** In the benchmark's unit, whatever the floor does; only an idle machine can say. */
  public static Goal ownFigureAtLeast(double figure) {
    return new Goal(Of.FIGURE, Direction.AT_LEAST, figure);
  }

  /** Whether these medians keep the promise. */
  public boolean isMetBy(double ours, double floor) {
    double measured = of == Of.FIGURE ? ours : ours / floor;
    return switch (direction) {
      case AT_LEAST -> measured >= value;
      case AT_MOST -> measured <= value;
    };
  }

  @Override
  public String toString() {
    String pattern = of == Of.FIGURE ? "ours %s %.0f" : "%s %.2f";
    return String.format(Locale.ROOT, pattern, direction.words(), value);
  }
}
