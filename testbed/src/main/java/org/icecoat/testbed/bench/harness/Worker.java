package org.icecoat.testbed.bench.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The inside of a child process: does one round for each line that it reads, and says the figure.
 */
public final class Worker {
  /** What the child does when told to. */
  @FunctionalInterface
  public interface Round {
    /** One figure, in the benchmark's unit; an exception ends the child and the benchmark. */
    double measure() throws IOException;
  }

  /** What an answer begins with: a virtual machine may print of its own accord, too. */
  static final String ANSWER = "bench: ";

  static final String READY = "ready";

  private final PrintStream answers;

  private Worker(PrintStream answers) {
    this.answers = answers;
  }

  /** Keeps standard output for the figures: whatever else is printed goes to standard error. */
  public static Worker start() {
    Worker worker = new Worker(System.out);
    System.setOut(System.err);
    return worker;
  }

  /** Says that it is ready, then serves until the parent closes the line, or is gone. */
  public void serve(Round round) throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    answers.println(ANSWER + READY);
    answers.flush();
    while (orders.readLine() != null) {
      answers.println(ANSWER + round.measure());
      answers.flush();
    }
  }
}
