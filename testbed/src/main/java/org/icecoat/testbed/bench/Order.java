package org.icecoat.testbed.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.icecoat.testbed.bench.harness.Benchmark;
import org.icecoat.testbed.bench.harness.Pace;

/** What the command line asks for. */
record Order(List<Benchmark> benchmarks, Pace pace, boolean json) {
  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with what would be right
   */
  static Order parse(List<String> args, List<Benchmark> known) {
    List<Benchmark> chosen = new ArrayList<>();
    Pace pace = Pace.FULL;
    boolean json = false;
    for (String arg : args) {
      switch (arg) {
        case "--json" -> json = true;
        case "--quick" -> pace = Pace.QUICK;
        default -> chosen.add(named(arg, known));
      }
    }
    return new Order(chosen.isEmpty() ? known : List.copyOf(chosen), pace, json);
  }

  private static Benchmark named(String name, List<Benchmark> known) {
    return known.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no \"%s\"; there are --json, --quick and %s"
                        .formatted(
                            name,
                            known.stream()
                                .map(Benchmark::name)
                                .collect(Collectors.joining(", ")))));
  }
}
