package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmState;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.ControlAction;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.simulated.Operation;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.plugin.vmm.DomainState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A VM that has to go does not wait for what takes long on its behalf. */
class DestroyAtOnceTest {
  @TempDir Path folder;
  private TestingNode node;
  private final Placement vm = TestingNode.placement();
  private final CountDownLatch store = new CountDownLatch(1);
  private final CompletableFuture<Void> monitor = new CompletableFuture<>();

  @BeforeEach
  void a_vm_is_prepared() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    prepared(vm);
  }

  @AfterEach
  void end() {
    store.countDown();
    monitor.complete(null);
    node.close();
  }

  @Test
  void a_start_that_waits_for_an_image_is_given_up_for_a_destroy() throws IOException {
    CompletableFuture<VmReport> started = startWaitingForTheStore();
    assertThat(node.vms().destroy(vm).state()).isEqualTo(NodeVmState.ABSENT);
    assertThat(node.folderOf(vm)).doesNotExist();
    assertGivenUp(started);
  }

  @Test
  void a_start_that_waits_for_an_image_is_given_up_for_a_newer_placement() throws IOException {
    CompletableFuture<VmReport> started = startWaitingForTheStore();
    Placement newer = new Placement(vm.id(), new Epoch(2));
    assertThat(node.vms().prepare(node.order(newer), Optional.empty()).state())
        .isEqualTo(NodeVmState.PREPARING);
    assertGivenUp(started);
    store.countDown();
    await().until(() -> report(newer).state() == NodeVmState.PREPARED);
  }

  @Test
  void a_destroy_of_an_older_placement_gives_nothing_up() throws IOException {
    Placement newer = new Placement(vm.id(), new Epoch(2));
    prepared(newer);
    stop(newer);
    CompletableFuture<VmReport> started = startWaitingForTheStore(newer);
    assertThatThrownBy(() -> node.vms().destroy(vm))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.STALE_EPOCH));
    store.countDown();
    assertThat(started.join().state()).isEqualTo(NodeVmState.RUNNING);
  }

  @Test
  void another_vm_that_waits_for_the_same_image_gets_it() throws IOException {
    Placement other = TestingNode.placement();
    prepared(other);
    stop(other);
    CompletableFuture<VmReport> started = startWaitingForTheStore();
    CompletableFuture<VmReport> others =
        CompletableFuture.supplyAsync(() -> node.vms().start(other));
    node.vms().destroy(vm);
    assertGivenUp(started);
    store.countDown();
    assertThat(others.join().state()).isEqualTo(NodeVmState.RUNNING);
  }

  @Test
  void a_start_that_the_monitor_is_slow_with_is_cut_short() {
    node.script.hold(Operation.START, monitor);
    CompletableFuture<VmReport> started = CompletableFuture.supplyAsync(() -> node.vms().start(vm));
    await().until(() -> node.vmm.observe(vm.id()).state() == DomainState.COMING_UP);
    assertThat(node.vms().destroy(vm).state()).isEqualTo(NodeVmState.ABSENT);
    assertThat(node.vmm.observe(vm.id()).state()).isEqualTo(DomainState.ABSENT);
    assertThatThrownBy(started::join).hasCauseInstanceOf(PluginException.class);
  }

  @Test
  void a_start_that_comes_after_a_destroy_finds_nothing() throws IOException {
    CompletableFuture<VmReport> started = startWaitingForTheStore();
    CompletableFuture<VmReport> again = CompletableFuture.supplyAsync(() -> node.vms().start(vm));
    node.vms().destroy(vm);
    assertGivenUp(started);
    assertThatThrownBy(again::join).hasCauseInstanceOf(PluginException.class);
    assertThat(node.vmm.observe(vm.id()).state()).isEqualTo(DomainState.ABSENT);
  }

  private CompletableFuture<VmReport> startWaitingForTheStore() throws IOException {
    stop(vm);
    return startWaitingForTheStore(vm);
  }

  /** Its kernel was altered while it was off, and the store delivers nothing for now. */
  private CompletableFuture<VmReport> startWaitingForTheStore(Placement placement)
      throws IOException {
    byte[] kernel = Files.readAllBytes(node.cachedKernel());
    kernel[kernel.length / 2] ^= 1;
    Files.write(node.cachedKernel(), kernel);
    node.store.offsets.clear();
    node.store.gate = store;
    CompletableFuture<VmReport> started =
        CompletableFuture.supplyAsync(() -> node.vms().start(placement));
    await().until(() -> !node.store.offsets.isEmpty());
    return started;
  }

  private void prepared(Placement placement) {
    node.vms().prepare(node.order(placement), Optional.empty());
    await().until(() -> report(placement).state() == NodeVmState.PREPARED);
  }

  /** What was started once relies on no preparation any more. */
  private void stop(Placement placement) {
    node.vms().start(placement);
    node.vms().control(placement, ControlAction.POWER_OFF, OptionalInt.empty());
    await().until(() -> report(placement).state() == NodeVmState.STOPPED);
  }

  private VmReport report(Placement placement) {
    return node.vms().list().reports().stream()
        .filter(report -> report.placement().equals(placement))
        .findFirst()
        .orElseThrow();
  }

  private static void assertGivenUp(CompletableFuture<VmReport> started) {
    assertThatThrownBy(started::join)
        .cause()
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(PluginFault.WRONG_STATE);
              assertThat(e.state()).contains(VmState.DESTROYING);
            });
  }
}
