package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@OnSharedGrid
class SharedGridIT {
  @Test
  void a_deployed_script_runs_and_nothing_of_its_vm_is_left_afterwards(TestingGrid grid) {
    TestingVm vm = grid.deploy("echo hello from $(hostname)", "--name", "greeter");
    vm.awaitApplication("Succeeded");
    assertThat(vm.output()).isEqualTo("hello from greeter\n");
    assertThat(grid.domains()).anyMatch(domain -> domain.endsWith(" " + vm.id()));
    assertThat(figures(grid, "front", 8443))
        .containsPattern("icecoat_vms\\{state=\"running\"} [1-9]")
        .contains("icecoat_nodes{state=\"ready\"} 2")
        .contains("operation=\"DeployVm\",outcome=\"answered\",path=\"/factory\"")
        .contains("hikaricp_connections_active");
    assertThat(figures(grid, "front", 8445)).containsPattern("(?m)^icecoat_images [1-9]");
    assertThat(figures(grid, vm.view().node(), 8444))
        .containsPattern("icecoat_vms\\{state=\"running\"} [1-9]")
        .contains("icecoat_foreign_domains 0");

    vm.destroy();

    assertThat(grid.leftovers(vm)).isEmpty();
  }

  private static String figures(TestingGrid grid, String host, int port) {
    String page = "http://127.0.0.1:" + (port + ServiceFiles.METRICS) + "/metrics";
    return grid.node(host).run("curl", "--silent", "--fail", page).out();
  }
}
