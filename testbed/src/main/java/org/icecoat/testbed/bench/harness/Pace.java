package org.icecoat.testbed.bench.harness;

/**
 * How often each side is measured.
 *
 * @param warmUps rounds that do not count, first
 * @param rounds rounds that count
 */
public record Pace(int warmUps, int rounds) {
  public static final Pace FULL = of(7);

  /** Shows only that the benchmark works. */
  public static final Pace QUICK = new Pace(0, 1);

  /** That many rounds after two that do not count. */
  public static Pace of(int rounds) {
    return new Pace(2, rounds);
  }
}
