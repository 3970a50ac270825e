package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.icecoat.testbed.host.Hypervisor;
import org.junit.jupiter.api.Test;

/**
 * A node that is given up: its VMs are over for their owners, and what it has of them, should it
 * come back, is told and left alone.
 */
@OnSharedGrid
class LostNodeIT {
  private static final int REFUSED = 3;
  private static final String WHY = "its cable was cut for good";

  @Test
  void a_node_that_is_given_up_frees_its_vms_and_comes_back_as_a_stranger(TestingGrid grid) {
    TestingVm vm = grid.deployIdle("--node", "node2").awaitState("Running");
    assertThat(removeLost(grid).status()).as("while it answers").isEqualTo(REFUSED);
    grid.node("node2").cable().unplug();
    vm.awaitState("Unknown");
    assertThat(grid.administrator().run("node", "remove", "node2").status()).isEqualTo(REFUSED);

    Grid.must(removeLost(grid));
    assertThat(vm.state()).isEqualTo("Destroyed");
    assertThat(vm.view().history())
        .last()
        .satisfies(entry -> assertThat(entry.event()).isEqualTo("node-vouched-gone"))
        .satisfies(entry -> assertThat(entry.description()).endsWith("for good: " + WHY));

    grid.node("node2").cable().plug();
    Grid.must(grid.administrator().run(grid.grid().enrolment("node2")));
    awaitForeignDomains(grid, 1);
    awaitLooks(grid);
    assertThat(grid.domains()).as("it runs on").containsExactly("node2 " + vm.id());
    clearAway(grid, vm);
    awaitForeignDomains(grid, 0);
    grid.deployIdle("--node", "node2").awaitState("Running").destroy();
    assertThat(grid.domains()).isEmpty();
  }

  private static Output removeLost(TestingGrid grid) {
    return grid.administrator().run("node", "remove", "node2", "--lost", "--why", WHY);
  }

  private static void awaitForeignDomains(TestingGrid grid, int count) {
    await("foreign domains on node2: " + count)
        .atMost(Duration.ofSeconds(60))
        .until(() -> node(grid).get("foreignDomains").asInt() == count);
  }

  private static JsonNode node(TestingGrid grid) {
    return grid.administrator().json("node", "show", "node2");
  }

  /** The node is looked at twice more. */
  private static void awaitLooks(TestingGrid grid) {
    for (int look = 0; look < 2; look++) {
      String before = node(grid).get("heardAt").asText();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !node(grid).get("heardAt").asText().equals(before));
    }
  }

  /** What an administrator does on the node. */
  private static void clearAway(TestingGrid grid, TestingVm vm) {
    grid.service("node2").stop();
    Hypervisor hypervisor = grid.node("node2").hypervisor();
    hypervisor.virsh("destroy", vm.id().toString());
    hypervisor.virsh("undefine", vm.id().toString());
    Path vms = grid.grid().plan().folder().resolve("services/node2/vms");
    Folders.remove(vms.resolve(vm.id().toString()));
    grid.service("node2").start();
  }
}
