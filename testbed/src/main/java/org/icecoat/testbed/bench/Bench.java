package org.icecoat.testbed.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.bench.appraise.Appraise;
import org.icecoat.testbed.bench.attest.Attest;
import org.icecoat.testbed.bench.deploy.Deploy;
import org.icecoat.testbed.bench.fetch.ImageFetch;
import org.icecoat.testbed.bench.harness.Benchmark;
import org.icecoat.testbed.bench.harness.Results;
import org.icecoat.testbed.bench.harness.Runner;
import org.icecoat.testbed.bench.property.PropertyRead;
import org.icecoat.testbed.bench.verify.ImageVerify;

/** {@code icecoat bench [NAME…] [--json] [--quick]}. */
public final class Bench {
  /** The command line is wrong. */
  public static final int USAGE = 2;

  private Bench() {}

  /**
   * Runs the benchmarks that are named, or all.
   *
   * @param top the source tree
   * @param args what follows {@code bench}
   * @param out takes the report alone
   * @param err takes progress and complaints
   * @return the exit status: 0 if all goals are met, 3 if one is missed, 1 if a benchmark could not
   *     be measured, 2 if the arguments are wrong
   */
  public static int run(Path top, List<String> args, PrintStream out, PrintStream err) {
    Order order;
    try {
      order = Order.parse(args, all());
    } catch (IllegalArgumentException e) {
      err.println("icecoat bench: " + e.getMessage());
      return USAGE;
    }
    Results results = new Runner(top, order.pace(), err).run(order.benchmarks());
    if (order.json()) {
      results.printJson(out);
    } else {
      results.printTable(out);
    }
    return results.status();
  }

  private static List<Benchmark> all() {
    return List.of(
        new ImageVerify(),
        new PropertyRead(),
        new ImageFetch(),
        Deploy.ofDomain(),
        Deploy.ofGuest(),
        new Appraise(),
        Attest.bySoftware(),
        Attest.byChip(),
        Deploy.ofProvedNode());
  }
}
