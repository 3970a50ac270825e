package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.icecoat.console.view.VmView;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** A VM that runs lives on whatever dies around it, and its output comes back whole. */
@OnSharedGrid
class SurvivalIT {
  @Test
  void hypervisor_daemon_plug_in_and_factory_are_killed_and_the_application_does_not_notice(
      TestingGrid grid) {
    TestingVm vm = grid.deploy(Ticker.SCRIPT, Ticker.options("--node", "node2"));
    vm.awaitState("Running").awaitView("prints", Ticker::prints);
    String domain = Ticker.domain(grid, vm, "node2");

    grid.node("node2").hypervisor().kill();
    grid.service("factory").kill();
    grid.service("node2").kill();
    grid.service("factory").start();
    grid.node("node2").hypervisor().start();
    grid.service("node2").start();

    vm.awaitState("Running");
    assertThat(Ticker.domain(grid, vm, "node2")).as("the very same domain").isEqualTo(domain);
    Ticker.end(vm);
    List<String> lines = vm.output().lines().toList();
    assertThat(lines).hasSizeGreaterThan(2).isEqualTo(Ticker.whole(lines.size()));
    vm.destroy();
    assertThat(grid.leftovers(vm)).isEmpty();
  }

  @Test
  void without_its_hypervisor_daemon_a_node_is_unknown_and_its_vm_is_as_it_was_afterwards(
      TestingGrid grid) {
    TestingVm vm = grid.deploy(Ticker.SCRIPT, Ticker.options("--node", "node2"));
    vm.awaitState("Running").awaitView("prints", Ticker::prints);

    grid.node("node2").hypervisor().kill();
    vm.awaitState("Unknown");
    grid.node("node2").hypervisor().start();
    vm.awaitState("Running");

    assertThat(states(vm.view())).doesNotContain("Stopped", "Failed");
    Ticker.end(vm);
    List<String> lines = vm.output().lines().toList();
    assertThat(lines).isEqualTo(Ticker.whole(lines.size()));
    vm.destroy();
  }

  static List<String> states(VmView view) {
    return view.history().stream().map(entry -> entry.state()).toList();
  }
}
