package org.icecoat.testbed.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** Finds a private /16 that this machine does not route yet, and claims it by making its link. */
final class FreeRange {
  private static final Pattern NETWORK =
      Pattern.compile("\\b(\\d+)\\.(\\d+)\\.\\d+\\.\\d+(?:/(\\d+))?");

  private FreeRange() {}

  /**
   * Makes the veth whose one end is in the root namespace and whose other is in that of {@code
   * peer}, named {@code visitor} there.
   */
  static AddressPlan claim(ProcessHandle peer, Random random) {
    String routes = Command.of("ip", "-4", "route", "show", "table", "all").run().out();
    for (AddressPlan plan : candidates(random)) {
      if (!overlaps(plan, routes) && made(plan, peer)) {
        return plan;
      }
    }
    throw new TestbedException(
        TestbedFault.NO_FREE_ADDRESSES,
        "Every candidate range (10.64-10.191, 172.20-172.31) is routed on this machine already");
  }

  static boolean overlaps(AddressPlan plan, String routes) {
    Matcher network = NETWORK.matcher(routes);
    while (network.find()) {
      int bits = network.group(3) == null ? 32 : Integer.parseInt(network.group(3));
      int first = Integer.parseInt(network.group(1));
      int second = Integer.parseInt(network.group(2));
      int mask = ~((1 << (16 - Math.min(bits, 16))) - 1);
      if ((pair(first, second) & mask) == (pair(plan.first(), plan.second()) & mask)) {
        return true;
      }
    }
    return false;
  }

  private static int pair(int first, int second) {
    return first << 8 | second;
  }

  private static boolean made(AddressPlan plan, ProcessHandle peer) {
    String pid = String.valueOf(peer.pid());
    Output output =
        Command.of(
                "ip",
                "link",
                "add",
                plan.linkName(),
                "type",
                "veth",
                "peer",
                "name",
                "visitor",
                "netns",
                pid)
            .tryRun();
    if (!output.succeeded() && !output.err().contains("File exists")) {
      throw new TestbedException(
          TestbedFault.COMMAND_FAILED, "Cannot make a veth: " + output.err().strip());
    }
    return output.succeeded();
  }

  private static List<AddressPlan> candidates(Random random) {
    List<AddressPlan> all = new ArrayList<>();
    IntStream.rangeClosed(64, 191).forEach(second -> all.add(new AddressPlan(10, second)));
    Collections.shuffle(all, random);
    IntStream.rangeClosed(20, 31).forEach(second -> all.add(new AddressPlan(172, second)));
    return all;
  }
}
