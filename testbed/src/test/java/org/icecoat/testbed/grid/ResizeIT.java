package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.icecoat.console.view.Sizing;
import org.icecoat.testbed.command.Output;
import org.junit.jupiter.api.Test;

/** CPUs and memory are set one without the other, in a VM that runs. */
@OnSharedGrid
class ResizeIT {
  @Test
  void what_is_not_set_stays_as_it_is(TestingGrid grid) {
    TestingVm vm = grid.deployIdle("--node", "node2", "--max-cpus", "2", "--max-memory", "256MiB");
    vm.awaitState("Running");

    Grid.must(vm.order("set", "--memory", "192MiB"));
    awaitHypervisor(grid, vm, 1, 192);
    Grid.must(vm.order("set", "--cpus", "2"));
    awaitHypervisor(grid, vm, 2, 192);
    assertThat(vm.order("set", "--cpus", "3").status()).as("more than agreed").isEqualTo(3);

    Sizing sizing = vm.view().resources();
    assertThat(sizing.cpus()).isEqualTo(2);
    assertThat(sizing.memoryMiB()).isEqualTo(192);
    assertThat(vm.view().failure()).isNull();
    vm.destroy();
  }

  private static void awaitHypervisor(TestingGrid grid, TestingVm vm, int cpus, int memory) {
    await().untilAsserted(() -> assertThat(cpus(grid, vm)).isEqualTo("" + cpus));
    await().untilAsserted(() -> assertThat(memory(grid, vm)).contains("actual " + memory * 1024));
  }

  private static String cpus(TestingGrid grid, TestingVm vm) {
    return virsh(grid, "vcpucount", "--active", "--live", vm.id().toString()).text();
  }

  private static String memory(TestingGrid grid, TestingVm vm) {
    return virsh(grid, "dommemstat", vm.id().toString()).text();
  }

  private static Output virsh(TestingGrid grid, String... words) {
    return grid.node("node2").hypervisor().virsh(words);
  }
}
