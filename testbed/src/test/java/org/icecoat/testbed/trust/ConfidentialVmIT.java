package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.TestingImages;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An image that the store has encrypted runs on a node that has proved itself to the store. */
@ExtendWith(SharedAttestedGrid.class)
class ConfidentialVmIT {
  @Test
  void a_confidential_image_runs_on_a_node_that_the_store_has_judged_itself(AttestedGrid grid) {
    String image =
        TestingImages.addConfidential(grid.administrator(), "secret", grid.grid().images());

    TestingVm vm = grid.grid().deploy("echo from the ice", "--image", "secret:1");
    vm.awaitApplication("Succeeded");
    assertThat(vm.output()).isEqualTo("from the ice\n");
    assertThat(storeLog(grid)).contains("The key of " + image + " is released to node");
    vm.destroy();
  }

  private static String storeLog(AttestedGrid grid) {
    return Folders.read(grid.grid().service("store").log());
  }
}
