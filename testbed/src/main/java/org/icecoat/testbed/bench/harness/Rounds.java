package org.icecoat.testbed.bench.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The figures of one side, in the order in which they were measured; at least one. */
record Rounds(List<Double> values) {
  Rounds {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("No round was measured");
    }
  }

  /** The one in the middle, or the mean of the two in the middle. */
  double median() {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  double least() {
    return Collections.min(values);
  }

  double greatest() {
    return Collections.max(values);
  }

  /** Each round divided by the round of the other side that was measured next to it. */
  Rounds over(Rounds other) {
    if (values.size() != other.values.size()) {
      throw new IllegalArgumentException("Both sides are measured equally often");
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / other.values.get(i));
    }
    return new Rounds(ratios);
  }
}
