package org.icecoat.testbed.bench.harness;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The outcomes for people: a line each, the least and the greatest round behind each median. */
final class Table {
  private static final String LINE = "%-14s  %-8s  %-24s  %-24s  %-20s  %-14s  %s%n";

  private Table() {}

  static String of(List<Outcome> outcomes) {
    return String.format(LINE, "NAME", "UNIT", "OURS", "FLOOR", "RATIO", "GOAL", "MET")
        + outcomes.stream().map(Table::line).collect(Collectors.joining());
  }

  private static String line(Outcome outcome) {
    Benchmark benchmark = outcome.benchmark();
    if (outcome instanceof Outcome.Measured measured) {
      return String.format(
          LINE,
          benchmark.name(),
          benchmark.unit(),
          spread(measured.ours().median(), measured.ours()),
          spread(measured.floor().median(), measured.floor()),
          spread(measured.ratio(), measured.ratios()),
          benchmark.goal(),
          measured.met() ? "yes" : "no");
    }
    return String.format(
        LINE, benchmark.name(), benchmark.unit(), "-", "-", "-", benchmark.goal(), "broken");
  }

  private static String spread(double median, Rounds rounds) {
    String pattern = median < 100 ? "%.2f (%.2f-%.2f)" : "%.0f (%.0f-%.0f)";
    return String.format(Locale.ROOT, pattern, median, rounds.least(), rounds.greatest());
  }
}
