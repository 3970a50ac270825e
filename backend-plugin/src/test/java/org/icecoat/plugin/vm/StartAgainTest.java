package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.ControlAction;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed on the node while a VM was off does not boot. */
class StartAgainTest {
  @TempDir Path folder;
  private TestingNode node;
  private byte[] kernel;
  private final Placement vm = TestingNode.placement();

  @BeforeEach
  void a_vm_is_prepared() throws IOException {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    node.vms().prepare(node.order(vm), Optional.empty());
    awaitState(NodeVmState.PREPARED);
    kernel = Files.readAllBytes(node.cachedKernel());
  }

  @AfterEach
  void end() {
    node.close();
  }

  @Test
  void an_altered_kernel_is_fetched_again_before_the_next_start() throws IOException {
    startAndPowerOff();
    alter();
    node.vms().start(vm);
    assertThat(Files.readAllBytes(node.cachedKernel())).isEqualTo(kernel);
    awaitState(NodeVmState.RUNNING);
  }

  @Test
  void a_vm_whose_kernel_cannot_be_had_unaltered_stays_off() throws IOException {
    startAndPowerOff();
    alter();
    node.store.lies.set(Integer.MAX_VALUE);
    assertFault(PluginFault.IMAGE_ALTERED);
    node.store.lies.set(0);
    node.store.away = true;
    assertFault(PluginFault.STORE_UNREACHABLE);
    assertThat(report().starts()).isEqualTo(1);
    node.store.away = false;
    assertThat(node.vms().start(vm).starts()).isEqualTo(2);
    assertThat(Files.readAllBytes(node.cachedKernel())).isEqualTo(kernel);
  }

  @Test
  void a_preparation_of_long_ago_is_not_relied_on_although_the_clock_was_put_back()
      throws IOException {
    alter();
    node.off = Duration.ofHours(-1);
    node.passed = StartImages.FRESH;
    node.vms().start(vm);
    assertThat(Files.readAllBytes(node.cachedKernel())).isEqualTo(kernel);
  }

  @Test
  void a_restarted_plug_in_relies_on_no_preparation() throws IOException {
    node.restart();
    awaitState(NodeVmState.PREPARED);
    alter();
    node.vms().start(vm);
    assertThat(Files.readAllBytes(node.cachedKernel())).isEqualTo(kernel);
  }

  @Test
  void a_vm_whose_disk_is_gone_has_failed_until_it_is_placed_anew() throws IOException {
    startAndPowerOff();
    Files.delete(node.folderOf(vm).resolve("disk.qcow2"));
    assertThat(node.vms().start(vm).state()).isEqualTo(NodeVmState.FAILED);
    node.restart();
    assertThat(report().failure().orElseThrow().description()).contains("disk is gone");
    assertThatThrownBy(() -> node.vms().start(vm))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.WRONG_STATE));

    Placement next = new Placement(vm.id(), vm.epoch().next());
    node.vms().prepare(node.order(next), Optional.empty());
    awaitState(NodeVmState.PREPARED);
    node.vms().start(next);
    awaitState(NodeVmState.RUNNING);
  }

  private void startAndPowerOff() {
    node.vms().start(vm);
    awaitState(NodeVmState.RUNNING);
    node.vms().control(vm, ControlAction.POWER_OFF, OptionalInt.empty());
    awaitState(NodeVmState.STOPPED);
  }

  private void alter() throws IOException {
    byte[] other = kernel.clone();
    other[other.length / 2] ^= 1;
    Files.write(node.cachedKernel(), other);
  }

  private void assertFault(PluginFault fault) {
    assertThatThrownBy(() -> node.vms().start(vm))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    assertThat(report().state()).isEqualTo(NodeVmState.STOPPED);
  }

  private VmReport report() {
    return node.vms().list().reports().get(0);
  }

  private void awaitState(NodeVmState state) {
    await().atMost(Duration.ofSeconds(30)).until(() -> report().state() == state);
  }
}
