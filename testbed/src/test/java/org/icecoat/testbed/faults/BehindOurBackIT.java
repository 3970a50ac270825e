package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** What somebody does to a VM with the node's own tools is seen, and can be put right. */
@OnSharedGrid
class BehindOurBackIT {
  @Test
  void a_domain_that_is_destroyed_on_its_node_is_stopped_and_can_be_started_again(
      TestingGrid grid) {
    TestingVm vm = grid.deployIdle("--node", "node2");
    vm.awaitState("Running");

    virsh(grid, "destroy", vm);
    vm.awaitState("Stopped");
    assertThat(vm.view().history())
        .last()
        .satisfies(entry -> assertThat(entry.description()).contains("stopped on its node"));
    Grid.must(vm.order("start", "--wait"));
    assertThat(grid.domains()).containsExactly("node2 " + vm.id());

    vm.destroy();
    assertThat(grid.leftovers(vm)).isEmpty();
  }

  @Test
  void a_domain_that_is_removed_on_its_node_is_defined_again_when_it_is_started(TestingGrid grid) {
    TestingVm vm = grid.deployIdle("--node", "node2");
    vm.awaitState("Running");

    virsh(grid, "undefine", vm);
    virsh(grid, "destroy", vm);
    assertThat(grid.domains()).isEmpty();
    vm.awaitState("Stopped");
    Grid.must(vm.order("start", "--wait"));
    assertThat(grid.domains()).containsExactly("node2 " + vm.id());

    vm.destroy();
    assertThat(grid.leftovers(vm)).isEmpty();
  }

  @Test
  void a_domain_that_is_suspended_on_its_node_is_resumed(TestingGrid grid) {
    TestingVm vm = grid.deployIdle("--node", "node2");
    vm.awaitState("Running");

    virsh(grid, "suspend", vm);
    vm.awaitView("was seen paused", view -> SurvivalIT.states(view).contains("Paused"));
    vm.awaitState("Running");
    assertThat(grid.node("node2").hypervisor().virsh("domstate", vm.id().toString()).text())
        .isEqualTo("running");

    vm.destroy();
    assertThat(grid.leftovers(vm)).isEmpty();
  }

  @Test
  void a_guest_whose_emulator_was_killed_is_seen_and_can_be_brought_back(TestingGrid grid) {
    TestingVm vm = grid.deployIdle("--node", "node2");
    vm.awaitState("Running");

    kill(vm);
    String state = vm.awaitState("Stopped", "Failed").state();
    Grid.must(vm.order(state.equals("Failed") ? "recover" : "start", "--wait"));
    assertThat(vm.state()).isEqualTo("Running");

    vm.destroy();
    assertThat(grid.leftovers(vm)).isEmpty();
  }

  private static Output virsh(TestingGrid grid, String order, TestingVm vm) {
    return grid.node("node2").hypervisor().virsh(order, vm.id().toString());
  }

  /** SIGKILL to the QEMU process of this VM. */
  private static void kill(TestingVm vm) {
    List<ProcessHandle> emulators =
        ProcessHandle.allProcesses()
            .filter(process -> isEmulatorOf(vm, process.info().arguments()))
            .toList();
    assertThat(emulators).hasSize(1);
    emulators.get(0).destroyForcibly();
  }

  private static boolean isEmulatorOf(TestingVm vm, Optional<String[]> arguments) {
    return arguments
        .map(List::of)
        .filter(words -> words.contains("-uuid") && words.contains(vm.id().toString()))
        .isPresent();
  }
}
