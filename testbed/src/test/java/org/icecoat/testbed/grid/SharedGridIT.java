package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedGrid.class)
class SharedGridIT {
  @Test
  void a_deployed_script_runs_and_nothing_of_its_vm_is_left_afterwards(TestingGrid grid) {
    TestingVm vm = grid.deploy("echo hello from $(hostname)", "--name", "greeter");
    vm.awaitApplication("Succeeded");
    assertThat(vm.output()).isEqualTo("hello from greeter\n");
    assertThat(grid.domains()).anyMatch(domain -> domain.endsWith(" " + vm.id()));

    vm.destroy();

    assertThat(grid.leftovers(vm)).isEmpty();
  }
}
