package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.console.view.VmView;
import org.icecoat.testbed.command.Folders;
import org.junit.jupiter.api.Test;

/** Who may see data is decided by the node that holds them; the factory cannot overrule it. */
@OnSharedGrid
class DataOwnerIT {
  private static final String READ = "cat $ICECOAT_DATA/ledger/ledger.txt";
  private static final List<String> IDLE =
      List.of("deploy", "--image", "small:1", "--memory", "128MiB", "--lease", "1h");

  @Test
  void data_are_open_to_whom_their_owner_names_and_to_nobody_else(TestingGrid grid) {
    TestingVm reader = grid.deploy(READ, "--dataset", TestingDataset.NAME);
    reader.awaitApplication("Succeeded");
    assertThat(reader.output()).isEqualTo(TestingDataset.CONTENT);
    reader.destroy();

    TestingConsole stranger = grid.stranger();
    List<String> words = new ArrayList<>(IDLE);
    words.addAll(List.of("--dataset", TestingDataset.NAME));
    TestingVm other = grid.vm(stranger, stranger.json(words).get("id").asText());
    VmView refused = other.awaitState("Failed").view();

    assertThat(refused.failure().code()).isEqualTo("SITE_REFUSED");
    assertThat(refused.failure().description())
        .startsWith("No node fits: node2: The node's site refuses: ledger: ")
        .contains("another owner");
    assertThat(grid.leftovers(other)).isEmpty();
    other.destroy();
  }

  @Test
  void a_vm_does_not_start_again_once_the_data_are_closed_to_it(TestingGrid grid) {
    TestingVm vm = grid.deployIdle("--dataset", TestingDataset.NAME);
    vm.awaitState("Running");
    Grid.must(vm.order("shutdown"));
    vm.awaitState("Stopped");
    Path policy = grid.grid().plan().folder().resolve("services/node2-policy.yaml");
    String open = Folders.read(policy);
    try {
      YamlFile.write(policy, Map.of("rules", List.of()));
      vm.order("start");
      VmView refused = vm.awaitState("Failed").view();
      assertThat(refused.failure().code()).isEqualTo("SITE_REFUSED");
      assertThat(refused.failure().description()).contains("ledger: No rule of the site opens it");
    } finally {
      Folders.write(policy, open);
    }
    Grid.must(vm.order("recover"));
    vm.awaitState("Running");
    assertThat(vm.view().epoch()).as("its disk is there, so it goes on with it").isEqualTo(1);
    vm.destroy();
  }
}
