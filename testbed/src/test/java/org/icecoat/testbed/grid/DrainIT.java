package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.icecoat.testbed.command.Output;
import org.junit.jupiter.api.Test;

/** A node is emptied: it takes no new VMs, and who waits is told when the last one has gone. */
@OnSharedGrid
class DrainIT {
  private static final int REFUSED = 3;
  private static final int NOTHING_FITS = 5;
  private static final int TIMED_OUT = 8;

  @Test
  void a_drain_waits_for_the_nodes_vms_and_outlives_its_command(TestingGrid grid) {
    TestingVm vm = grid.deployIdle("--node", "node2");
    vm.awaitState("Running");
    assertThat(drain(grid).status()).as("without waiting").isEqualTo(REFUSED);

    Output late = drain(grid, "--wait", "--timeout", "1s");
    assertThat(late.status()).isEqualTo(TIMED_OUT);
    assertThat(late.err()).contains("node2: Draining, VMs on it: 1\n", "node2 stays Draining");
    assertThat(grid.user().run(grid.words("true", "--node", "node2")).status())
        .isEqualTo(NOTHING_FITS);

    CompletableFuture<Output> waiting =
        CompletableFuture.supplyAsync(() -> drain(grid, "--wait", "--timeout", "2m"));
    vm.destroy();
    await().until(waiting::isDone);
    assertThat(Grid.must(waiting.join()).out()).isEqualTo("node2 is Draining, VMs on it: 0\n");
    grid.administrator().json("node", "uncordon", "node2");
  }

  private static Output drain(TestingGrid grid, String... options) {
    String[] words = new String[options.length + 3];
    System.arraycopy(options, 0, words, 3, options.length);
    words[0] = "node";
    words[1] = "drain";
    words[2] = "node2";
    return grid.administrator().run(words);
  }
}
