package org.icecoat.testbed.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.icecoat.console.view.VmView;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;

/** An application that prints numbers until its VM gets a second CPU. */
final class Ticker {
  static final String SCRIPT =
      """
      i=0
      while [ "$(cat /sys/devices/system/cpu/online)" = 0 ]; do
        i=$((i + 1))
        echo $i
        sleep 0.3
      done
      echo end
      """;

  private Ticker() {}

  static String[] options(String... more) {
    List<String> all = new ArrayList<>(List.of("--max-cpus", "2"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  static boolean prints(VmView view) {
    Long bytes = view.application().standardOutputBytes();
    return bytes != null && bytes > 4;
  }

  /** Lets it end, and waits until it has. */
  static void end(TestingVm vm) {
    Grid.must(vm.order("set", "--cpus", "2"));
    vm.awaitApplication("Succeeded");
  }

  /** What it prints if nothing is lost or doubled. */
  static List<String> whole(int lines) {
    List<String> all = new ArrayList<>();
    IntStream.range(1, lines).mapToObj(String::valueOf).forEach(all::add);
    all.add("end");
    return all;
  }

  /** The running domain's number: another one means that it was started again. */
  static String domain(TestingGrid grid, TestingVm vm, String node) {
    return grid.node(node).hypervisor().virsh("domid", vm.id().toString()).text();
  }
}
