package org.icecoat.testbed.bench.harness;

/** What came of one benchmark. */
sealed interface Outcome {
  Benchmark benchmark();

  /** Both sides were measured, in equally many rounds. */
  record Measured(Benchmark benchmark, Rounds ours, Rounds floor) implements Outcome {
    /** Of the medians: noise that hits both sides of a round does not count. */
    double ratio() {
      return ours.median() / floor.median();
    }

    /** The ratio round by round, which shows how sure the ratio is. */
    Rounds ratios() {
      return ours.over(floor);
    }

    boolean met() {
      return benchmark.goal().isMetBy(ours.median(), floor.median());
    }
  }

  /** It could not be measured. */
  record Broken(Benchmark benchmark, String reason) implements Outcome {}
}
