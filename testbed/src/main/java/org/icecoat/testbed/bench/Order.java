package org.icecoat.testbed.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.icecoat.testbed.bench.harness.Benchmark;
import org.icecoat.testbed.bench.harness.Pace;

/** What the command line asks for. */
record Order(List<Benchmark> benchmarks, Pace pace, boolean json) {
  private static final Pattern ROUNDS = Pattern.compile("--rounds=[1-9][0-9]?");

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
      if (arg.equals("--json")) {
        json = true;
      } else if (arg.equals("--quick")) {
        pace = Pace.QUICK;
      } else if (ROUNDS.matcher(arg).matches()) {
        pace = Pace.of(Integer.parseInt(arg.substring(arg.indexOf('=') + 1)));
      } else {
        chosen.add(named(arg, known));
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
                    "there is no \"%s\"; there are --json, --quick, --rounds=N and %s"
                        .formatted(
                            name,
                            known.stream()
                                .map(Benchmark::name)
                                .collect(Collectors.joining(", ")))));
  }
}
