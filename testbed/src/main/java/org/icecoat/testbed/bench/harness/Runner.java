package org.icecoat.testbed.bench.harness;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.fault.TestbedException;

/**
 * Measures product and floor in turn, so that a neighbour on the machine who comes and goes hits
 * both alike.
 */
public final class Runner {
  private static final double IDLE_LOAD = 0.5;

  private final Path top;
  private final Pace pace;
  private final PrintStream progress;

  public Runner(Path top, Pace pace, PrintStream progress) {
    this.top = top;
    this.pace = pace;
    this.progress = progress;
  }

  /** Runs all, also after one of them broke. */
  public Results run(List<Benchmark> benchmarks) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load > IDLE_LOAD) {
      progress.printf(
          Locale.ROOT, "This machine is busy (load %.1f): only the ratios mean anything%n", load);
    }
    try (BenchGrids grids = new BenchGrids(top, isQuick())) {
      return new Results(benchmarks.stream().map(benchmark -> run(benchmark, grids)).toList());
    }
  }

  private Outcome run(Benchmark benchmark, BenchGrids grids) {
    Ground ground = new Ground(top, benchmark.name(), isQuick(), grids);
    Thread lastResort = new Thread(() -> Folders.remove(ground.folder()), "bench-clean-up");
    Runtime.getRuntime().addShutdownHook(lastResort);
    progress.printf("%s: setting up%n", benchmark.name());
    try (Sides sides = benchmark.open(ground)) {
      return measure(benchmark, sides);
    } catch (TestbedException e) {
      progress.printf("%s: %s%n", benchmark.name(), e.getMessage());
      return new Outcome.Broken(benchmark, e.getMessage());
    } finally {
      Folders.remove(ground.folder());
      Runtime.getRuntime().removeShutdownHook(lastResort);
    }
  }

  private boolean isQuick() {
    return pace.equals(Pace.QUICK);
  }

  private Outcome measure(Benchmark benchmark, Sides sides) {
    List<Double> ours = new ArrayList<>();
    List<Double> floor = new ArrayList<>();
    for (int i = -pace.warmUps(); i < pace.rounds(); i++) {
      double our = sides.ours();
      double theirs = sides.floor();
      tell(benchmark, i < 0 ? "warm-up" : "round " + (i + 1), our, theirs);
      if (i >= 0) {
        ours.add(our);
        floor.add(theirs);
      }
    }
    return new Outcome.Measured(benchmark, new Rounds(ours), new Rounds(floor));
  }

  private void tell(Benchmark benchmark, String round, double ours, double floor) {
    progress.printf(
        Locale.ROOT,
        "%s: %s: ours %.2f, floor %.2f %s%n",
        benchmark.name(),
        round,
        ours,
        floor,
        benchmark.unit());
  }
}
