package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** A node whose cable is pulled: its VMs are Unknown, never stopped, and well again afterwards. */
@OnSharedGrid
class VanishedNodeIT {
  private static final int REFUSED = 3;
  private static final int NOTHING_FITS = 5;

  @Test
  void a_vm_on_a_node_that_vanishes_is_unknown_and_heals_when_it_returns(TestingGrid grid) {
    TestingVm vm = grid.deploy(Ticker.SCRIPT, Ticker.options("--node", "node1"));
    TestingVm doomed = grid.deployIdle("--node", "node1", "--grace", "1s");
    doomed.awaitState("Running");
    vm.awaitState("Running").awaitView("prints", Ticker::prints);
    String domain = Ticker.domain(grid, vm, "node1");

    grid.node("node1").cable().unplug();
    vm.awaitState("Unknown");
    doomed.awaitState("Unknown");
    nothingCanBeDoneThatMightDoubleIt(grid, vm);
    doomed.order("set", "--lease", "1s");
    doomed.awaitState("Destroying");

    grid.node("node1").cable().plug();
    vm.awaitState("Running");
    doomed.awaitState("Destroyed");

    assertThat(SurvivalIT.states(vm.view())).doesNotContain("Stopped", "Failed");
    assertThat(vm.view().epoch()).isEqualTo(1);
    assertThat(Ticker.domain(grid, vm, "node1")).as("the very same domain").isEqualTo(domain);
    assertThat(grid.leftovers(doomed)).isEmpty();
    Ticker.end(vm);
    List<String> lines = vm.output().lines().toList();
    assertThat(lines).isEqualTo(Ticker.whole(lines.size()));
    vm.destroy();
    assertThat(grid.leftovers(vm)).isEmpty();
  }

  private static void nothingCanBeDoneThatMightDoubleIt(TestingGrid grid, TestingVm vm) {
    for (String order : List.of("start", "restart", "recover", "shutdown", "pause")) {
      assertThat(vm.order(order).status()).as(order).isEqualTo(REFUSED);
    }
    assertThat(grid.user().run(grid.words("true", "--node", "node1")).status())
        .as("a deployment on the lost node")
        .isEqualTo(NOTHING_FITS);
    assertThat(vm.state()).isEqualTo("Unknown");
    assertThat(vm.view().node()).isEqualTo("node1");
  }
}
