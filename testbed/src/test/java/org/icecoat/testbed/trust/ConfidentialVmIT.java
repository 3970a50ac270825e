package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
  private static final String NODE = "node1";

  @Test
  void a_confidential_image_runs_on_a_node_that_the_store_has_judged_itself(AttestedGrid grid) {
    String image =
        TestingImages.addConfidential(grid.administrator(), "secret", grid.grid().images());
    try (FactoryWire wire = FactoryWire.tap(grid, NODE)) {
      TestingVm vm = grid.grid().deploy("echo from the ice", "--image", "secret:1", "--node", NODE);
      vm.awaitApplication("Succeeded");
      assertThat(vm.output()).isEqualTo("from the ice\n");
      assertThat(storeLog(grid)).contains("The key of " + image + " is released to " + NODE);
      NodeSecrets secrets = new NodeSecrets(grid, NODE);
      assertThat(secrets.files(vm.id())).hasSize(2);
      List<byte[]> keys = secrets.keys(vm.id());
      assertThat(keys.get(0)).hasSameSizeAs(keys.get(1)).isNotEqualTo(keys.get(1));
      vm.destroy();
      assertThat(secrets.files(vm.id())).isEmpty();
      List<byte[]> forms = keys.stream().flatMap(key -> Bytes.forms(key).stream()).toList();
      assertNowhereAtTheFactory(grid, ascii(image), forms);
      assertNotOnItsWire(wire, List.of(ascii(image), ascii(vm.id().toString())), forms);
    }
  }

  /** Neither in its memory, nor in its database, its log or any other file of the grid. */
  private static void assertNowhereAtTheFactory(
      AttestedGrid grid, byte[] known, List<byte[]> forms) {
    assertThat(ServiceMemory.holds(grid.grid(), "factory", List.of(known))).isTrue();
    assertThat(ServiceMemory.holds(grid.grid(), "factory", forms)).isFalse();
    Path all = grid.grid().grid().plan().folder();
    Path database = all.resolve("services/factory");
    await().until(() -> !NodeSecrets.filesWith(database, List.of(known)).isEmpty());
    assertThat(NodeSecrets.filesWith(all, forms)).isEmpty();
  }

  /** Nor in what it and the node said to each other, either way. */
  private static void assertNotOnItsWire(FactoryWire wire, List<byte[]> known, List<byte[]> forms) {
    assertThat(known).allMatch(wire::sawInOrders);
    assertThat(wire.sawInReports(known.get(1))).isTrue();
    assertThat(forms).noneMatch(wire::sawInOrders).noneMatch(wire::sawInReports);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
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
