package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.TestingImages;
import org.icecoat.testbed.grid.TestingVm;
import org.icecoat.testbed.hostile.Bytes;
import org.icecoat.testbed.hostile.ServiceMemory;
import org.junit.jupiter.api.Test;

/** An image that the store has encrypted runs on a node that has proved itself to the store. */
@OnAttestedGrid
class ConfidentialVmIT {
  @Test
  void a_confidential_image_runs_on_a_node_that_the_store_has_judged_itself(AttestedGrid grid) {
    String image =
        TestingImages.addConfidential(grid.administrator(), "secret", grid.grid().images());

    TestingVm vm = grid.grid().deploy("echo from the ice", "--image", "secret:1");
    vm.awaitApplication("Succeeded");
    assertThat(vm.output()).isEqualTo("from the ice\n");
    assertThat(storeLog(grid)).contains("The key of " + image + " is released to node");
    NodeSecrets secrets = new NodeSecrets(grid, vm.view().node());
    assertThat(secrets.files(vm.id())).hasSize(2);
    assertNowhereAtTheFactory(grid, image, Bytes.forms(secrets.imageKey(vm.id())));
    vm.destroy();
    assertThat(secrets.files(vm.id())).isEmpty();
  }

  /** Neither in its memory, nor in its database, its log or any other file of the grid. */
  private static void assertNowhereAtTheFactory(
      AttestedGrid grid, String image, List<byte[]> forms) {
    List<byte[]> known = List.of(image.getBytes(StandardCharsets.US_ASCII));
    assertThat(ServiceMemory.holds(grid.grid(), "factory", known)).isTrue();
    assertThat(ServiceMemory.holds(grid.grid(), "factory", forms)).isFalse();
    assertThat(NodeSecrets.filesWith(grid, known)).isNotEmpty();
    assertThat(NodeSecrets.filesWith(grid, forms)).isEmpty();
  }

  @Test
  void a_changed_node_opens_no_disk_until_it_is_cured_and_no_vm_is_lost(AttestedGrid grid) {
    TestingImages.addConfidential(grid.administrator(), "locked", grid.grid().images());
    TestingVm vm = grid.grid().deployIdle("--image", "locked:1", "--node", "node2");
    vm.awaitState("Running");
    Grid.must(vm.order("shutdown", "--wait", "--grace", "1s"));
    grid.tamper("node2");

    assertThat(vm.order("start", "--wait").succeeded()).isFalse();
    vm.awaitState("Failed");
    assertThat(vm.view().failure().description())
        .contains("A component is not one that the policy allows", "libvirt.qemu-conf");
    assertThat(newest(grid).get("verdict").asText()).isEqualTo("Refused");
    assertThat(AttestedGrid.texts(newest(grid).get("reasons")))
        .anySatisfy(why -> assertThat(why).contains("libvirt.qemu-conf is sha256:"));

    grid.cure("node2");
    assertThat(grid.attest("node2").get("verdict").asText()).isEqualTo("Trusted");
    Grid.must(vm.order("recover", "--wait"));
    vm.awaitState("Running").destroy();
    TestingVm another = grid.grid().deployIdle("--image", "locked:1", "--node", "node2");
    another.awaitState("Running").destroy();
    JsonNode told = newest(grid);
    assertThat(told.get("verdict").asText()).isEqualTo("Released");
    assertThat(told.get("node").asText()).isEqualTo("node2");
    assertThat(told.get("policy").asText()).isEqualTo("site version 1");
  }

  private static JsonNode newest(AttestedGrid grid) {
    return grid.administrator().json("image", "releases", "locked:1").get("decisions").get(0);
  }

  private static String storeLog(AttestedGrid grid) {
    return Folders.read(grid.grid().service("store").log());
  }
}
