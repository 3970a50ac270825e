package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.vm.VmState;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.order.ControlAction;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.OrderedApplication;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node does not do for its factory, and what it says then. */
class RefusedOrdersTest {
  @TempDir Path folder;
  private TestingNode node;
  private final Placement placement = TestingNode.placement();

  @BeforeEach
  void begin() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    node.vms()
        .prepare(
            node.order(placement, List.of(new DatasetName("globins")), Optional.empty(), false),
            Optional.empty());
    awaitState(NodeVmState.PREPARED);
  }

  @AfterEach
  void end() {
    node.close();
  }

  private void awaitState(NodeVmState state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(node.vms().list().reports())
                    .singleElement()
                    .satisfies(report -> assertThat(report.state()).isEqualTo(state)));
  }

  @Test
  void a_dataset_that_the_site_has_closed_is_not_shown_at_the_next_start() throws IOException {
    node.vms().start(placement);
    awaitState(NodeVmState.RUNNING);
    node.vms().control(placement, ControlAction.POWER_OFF, OptionalInt.empty());
    awaitState(NodeVmState.STOPPED);
    Files.writeString(folder.resolve("policy.yaml"), "rules: []\n");

    assertThatThrownBy(() -> node.vms().start(placement))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.SITE_REFUSED));
    awaitState(NodeVmState.STOPPED);
  }

  @Test
  void a_closed_dataset_is_not_shown_by_a_restart_either() throws IOException {
    node.vms().start(placement);
    awaitState(NodeVmState.RUNNING);
    Files.writeString(folder.resolve("policy.yaml"), "rules: []\n");

    assertThatThrownBy(
            () -> node.vms().control(placement, ControlAction.RESTART, OptionalInt.empty()))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.SITE_REFUSED));
  }

  @Test
  void an_order_that_the_state_does_not_allow_is_told_the_state() {
    assertWrongState(
        VmState.STAGING,
        () -> node.vms().control(placement, ControlAction.PAUSE, OptionalInt.empty()));
    node.vms().start(placement);
    awaitState(NodeVmState.RUNNING);
    node.vms().control(placement, ControlAction.POWER_OFF, OptionalInt.empty());
    awaitState(NodeVmState.STOPPED);
    assertWrongState(
        VmState.STOPPED,
        () -> node.vms().control(placement, ControlAction.RESUME, OptionalInt.empty()));
  }

  @Test
  void a_confidential_image_is_refused_by_a_node_without_a_tpm() {
    PrepareOrder clear = node.order(TestingNode.placement());
    ImageContent disk = clear.image().disk();
    OrderedImage encrypted =
        new OrderedImage(
            new ImageContent(disk.id(), disk.content(), ImageFormat.QCOW2_LUKS),
            clear.image().virtualSize(),
            clear.image().kernel());
    PrepareOrder order =
        new PrepareOrder(
            clear.placement(),
            clear.name(),
            clear.owner(),
            clear.store(),
            encrypted,
            clear.resources(),
            clear.vmm(),
            clear.network(),
            clear.datasets(),
            clear.terminationTime(),
            clear.application());
    assertThatThrownBy(() -> node.vms().prepare(order, Optional.empty()))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("this node has no TPM by which to get its key");
  }

  @Test
  void a_vm_that_cannot_be_written_down_takes_no_address_and_leaves_no_files() throws IOException {
    Path archive = folder.resolve("gone.tar");
    Optional<OrderedApplication> application =
        Optional.of(new OrderedApplication(TestingNode.sha256(new byte[] {1}), Optional.empty()));
    for (int tries = 0; tries < 2; tries++) {
      Placement unlucky = TestingNode.placement();
      PrepareOrder order = node.order(unlucky, List.of(), application, true);
      assertThatThrownBy(() -> node.vms().prepare(order, Optional.of(archive)))
          .isInstanceOfSatisfying(
              PluginException.class,
              e -> assertThat(e.fault()).isEqualTo(PluginFault.STORAGE_FAILED));
      assertThat(node.folderOf(unlucky)).doesNotExist();
    }
    PrepareOrder next = node.order(TestingNode.placement(), List.of(), Optional.empty(), true);
    assertThat(node.vms().prepare(next, Optional.empty()).addresses()).hasSize(1);
  }

  private static void assertWrongState(VmState state, ThrowingCallable order) {
    assertThatThrownBy(order)
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(PluginFault.WRONG_STATE);
              assertThat(e.state()).contains(state);
            });
  }
}
