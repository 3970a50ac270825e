package org.icecoat.console.terminal;

import java.io.PrintStream;

/** A plain line whenever another step begins. */
final class ProgressLines implements ProgressDisplay {
  private final PrintStream err;
  private String last = "";

  ProgressLines(PrintStream err) {
    this.err = err;
  }

  @Override
  public void show(Step step) {
    String line = line(step);
    if (!line.equals(last)) {
      last = line;
      err.println(line);
      err.flush();
    }
  }

  private static String line(Step step) {
    String count = step.number() > 0 ? " (" + step.number() + " of " + step.of() + ")" : "";
    return Printable.line(step.title() + ": " + step.name() + count);
  }

  @Override
  public void close() {
    err.flush();
  }
}
