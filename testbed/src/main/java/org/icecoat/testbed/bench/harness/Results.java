package org.icecoat.testbed.bench.harness;

import java.io.PrintStream;
import java.util.List;

/** What came of a run. */
public final class Results {
  /** Every goal is met. */
  public static final int MET = 0;

  /** A benchmark could not be measured. */
  public static final int BROKEN = 1;

  /** All were measured, and a goal is missed. */
  public static final int MISSED = 3;

  private final List<Outcome> outcomes;

  Results(List<Outcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /** The exit status. */
  public int status() {
    if (outcomes.stream().anyMatch(Outcome.Broken.class::isInstance)) {
      return BROKEN;
    }
    boolean met =
        outcomes.stream()
            .allMatch(outcome -> outcome instanceof Outcome.Measured measured && measured.met());
    return met ? MET : MISSED;
  }

  public void printTable(PrintStream out) {
    out.print(Table.of(outcomes));
  }

  public void printJson(PrintStream out) {
    out.println(JsonReport.of(outcomes));
  }
}
