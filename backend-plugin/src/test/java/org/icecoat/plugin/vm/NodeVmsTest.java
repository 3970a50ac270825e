package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.guest.ApplicationState;
import org.icecoat.plugin.guest.OutputStreamName;
import org.icecoat.plugin.order.ControlAction;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.OutputPart;
import org.icecoat.plugin.order.OutputRange;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.simulated.Operation;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.plugin.vmm.DomainState;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeVmsTest {
  @TempDir Path folder;
  private TestingNode node;
  private final Placement vm = TestingNode.placement();

  @BeforeEach
  void startNode() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
  }

  @AfterEach
  void stopNode() {
    node.close();
  }

  @Test
  void a_vm_is_prepared_started_and_destroyed_and_nothing_stays() {
    VmReport first = node.vms().prepare(node.order(vm), Optional.empty());
    assertThat(first.state()).isIn(NodeVmState.PREPARING, NodeVmState.PREPARED);
    awaitState(NodeVmState.PREPARED);
    VmReport started = node.vms().start(vm);
    assertThat(started.state()).isEqualTo(NodeVmState.RUNNING);
    assertThat(started.starts()).isEqualTo(1);
    assertThat(node.vms().destroy(vm).state()).isEqualTo(NodeVmState.ABSENT);
    assertThat(node.folderOf(vm)).doesNotExist();
    assertThat(node.vmm.observe(vm.id()).state()).isEqualTo(DomainState.ABSENT);
    assertThat(last().state()).isEqualTo(NodeVmState.ABSENT);
  }

  @Test
  void the_same_order_again_changes_nothing() {
    prepared();
    node.vms().start(vm);
    assertThat(node.vms().prepare(node.order(vm), Optional.empty()).state())
        .isEqualTo(NodeVmState.RUNNING);
    assertThat(node.vms().start(vm).starts()).isEqualTo(1);
  }

  @Test
  void an_older_placement_is_refused_also_after_the_vm_is_gone_and_after_a_restart() {
    Placement newer = new Placement(vm.id(), new Epoch(3));
    node.vms().prepare(node.order(newer), Optional.empty());
    assertFault(PluginFault.STALE_EPOCH, () -> node.vms().start(vm));
    assertFault(PluginFault.STALE_EPOCH, () -> node.vms().destroy(vm));
    node.vms().destroy(newer);
    node.restart();
    assertFault(
        PluginFault.STALE_EPOCH, () -> node.vms().prepare(node.order(vm), Optional.empty()));
  }

  @Test
  void a_newer_placement_replaces_an_older_one() {
    prepared();
    node.vms().start(vm);
    Placement newer = new Placement(vm.id(), new Epoch(2));
    node.vms().prepare(node.order(newer), Optional.empty());
    await().until(() -> report(newer).state() == NodeVmState.PREPARED);
    assertThat(node.vmm.observe(vm.id()).epoch()).contains(new Epoch(2));
  }

  @Test
  void orders_for_a_vm_that_is_not_here_say_so() {
    assertFault(PluginFault.VM_NOT_FOUND, () -> node.vms().start(vm));
    assertThat(node.vms().destroy(vm).state()).isEqualTo(NodeVmState.ABSENT);
  }

  @Test
  void a_site_that_does_not_open_a_dataset_refuses_with_the_reason_and_keeps_nothing() {
    PrepareOrder order =
        node.order(
            vm,
            List.of(new DatasetName("globins"), new DatasetName("secrets")),
            Optional.empty(),
            false);
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> node.vms().prepare(order, Optional.empty()))
        .satisfies(
            e -> {
              assertThat(e.fault()).isEqualTo(PluginFault.SITE_REFUSED);
              assertThat(e.reasons()).extracting(r -> r.subject()).containsExactly("secrets");
            });
    assertThat(node.folderOf(vm)).doesNotExist();
  }

  @Test
  void a_node_that_is_full_refuses_and_has_room_again_after_a_destroy() {
    prepared();
    for (int i = 0; i < 3; i++) {
      node.vms().prepare(node.order(TestingNode.placement()), Optional.empty());
    }
    PrepareOrder fifth = node.order(TestingNode.placement());
    assertFault(PluginFault.NO_CAPACITY, () -> node.vms().prepare(fifth, Optional.empty()));
    node.vms().destroy(vm);
    node.vms().prepare(fifth, Optional.empty());
  }

  @Test
  void an_address_is_not_given_away_while_its_domain_may_live() {
    Placement second = TestingNode.placement();
    Placement third = TestingNode.placement();
    List.of(vm, second).forEach(each -> node.vms().prepare(networked(each), Optional.empty()));
    awaitState(NodeVmState.PREPARED);
    node.script.fail(Operation.DESTROY, 1);
    assertFault(PluginFault.VMM_FAILED, () -> node.vms().destroy(vm));
    assertFault(
        PluginFault.NO_CAPACITY, () -> node.vms().prepare(networked(third), Optional.empty()));
    node.vms().destroy(vm);
    VmReport report = node.vms().prepare(networked(third), Optional.empty());
    assertThat(report.addresses()).containsExactly("10.87.1.2");
  }

  @Test
  void a_preparation_that_fails_says_at_which_step_and_is_tried_again_by_the_same_order() {
    node.script.fail(Operation.CREATE_DISK, 1);
    node.vms().prepare(node.order(vm), Optional.empty());
    awaitState(NodeVmState.FAILED);
    assertThat(report(vm).failure()).map(VmFailure::step).contains("create-disk");
    node.vms().prepare(node.order(vm), Optional.empty());
    awaitState(NodeVmState.PREPARED);
    assertThat(report(vm).failure()).isEmpty();
  }

  @Test
  void a_vm_can_be_destroyed_while_its_image_is_being_fetched() {
    node.store.gate = new CountDownLatch(1);
    node.vms().prepare(node.order(vm), Optional.empty());
    assertThat(node.vms().destroy(vm).state()).isEqualTo(NodeVmState.ABSENT);
    assertThat(node.folderOf(vm)).doesNotExist();
    node.store.gate.countDown();
  }

  @Test
  void a_vm_that_is_ready_is_told_at_once_although_its_domain_was_seen_before() {
    node.store.gate = new CountDownLatch(1);
    node.vms().prepare(node.order(vm), Optional.empty());
    await().until(() -> !node.vmm.observeAll().isEmpty());
    assertThat(report(vm).state()).isEqualTo(NodeVmState.PREPARING);
    node.store.gate.countDown();
    await().until(() -> !node.published.isEmpty());
    assertThat(last().state()).isEqualTo(NodeVmState.PREPARED);
  }

  @Test
  void a_plugin_that_dies_while_it_prepares_goes_on_with_it() {
    node.store.gate = new CountDownLatch(1);
    node.vms().prepare(node.order(vm), Optional.empty());
    node.stop();
    node.store.gate = new CountDownLatch(0);
    node.start();
    awaitState(NodeVmState.PREPARED);
  }

  @Test
  void a_plugin_that_dies_while_vms_run_finds_them_again() {
    prepared();
    node.vms().start(vm);
    node.restart();
    await().until(() -> report(vm).state() == NodeVmState.RUNNING);
    assertThat(report(vm).starts()).isEqualTo(1);
    await().until(() -> report(vm).guestReady());
  }

  @Test
  void a_destroy_that_the_monitor_was_away_for_is_finished_later() {
    prepared();
    node.script.unreachable(true);
    assertFault(PluginFault.VMM_UNREACHABLE, () -> node.vms().destroy(vm));
    node.script.unreachable(false);
    node.restart();
    await().until(() -> last().state() == NodeVmState.ABSENT);
    assertThat(node.folderOf(vm)).doesNotExist();
  }

  @Test
  void a_domain_that_ends_behind_our_back_is_noticed_by_its_event() {
    prepared();
    node.vms().start(vm);
    node.vmm.powerOff(vm.id());
    await().until(() -> last().state() == NodeVmState.STOPPED);
    node.vms().start(vm);
    node.vmm.crash(vm.id());
    await().until(() -> last().state() == NodeVmState.FAILED);
  }

  @Test
  void a_lost_event_is_made_up_for_by_looking() {
    prepared();
    node.vms().start(vm);
    node.script.loseEvents(true);
    node.vmm.powerOff(vm.id());
    node.vms().lookAtAll();
    await().until(() -> last().state() == NodeVmState.STOPPED);
  }

  @Test
  void a_guest_that_floods_its_console_does_not_fill_the_disk() throws IOException {
    prepared();
    node.vms().start(vm);
    Path console = node.folderOf(vm).resolve("console.log");
    Files.write(console, new byte[5 << 20]);
    node.vms().lookAtAll();
    await().until(() -> Files.size(console) == 0);
  }

  @Test
  void a_domain_undefined_behind_our_back_is_defined_again_at_its_start() {
    prepared();
    node.vmm.destroy(vm.id());
    assertThat(node.vms().start(vm).state()).isEqualTo(NodeVmState.RUNNING);
  }

  @Test
  void a_monitor_that_is_away_is_never_taken_for_a_stopped_vm() {
    prepared();
    node.vms().start(vm);
    node.script.unreachable(true);
    assertFault(PluginFault.VMM_UNREACHABLE, () -> node.vms().list());
    assertFault(PluginFault.VMM_UNREACHABLE, () -> node.vms().start(vm));
    assertThat(last().state()).isEqualTo(NodeVmState.RUNNING);
  }

  @Test
  void a_restart_happens_once_however_often_it_is_ordered() {
    prepared();
    node.vms().start(vm);
    OptionalInt after = OptionalInt.of(1);
    assertThat(node.vms().control(vm, ControlAction.RESTART, after).starts()).isEqualTo(2);
    assertThat(node.vms().control(vm, ControlAction.RESTART, after).starts()).isEqualTo(2);
  }

  @Test
  void a_start_that_fails_is_not_counted() {
    prepared();
    node.script.fail(Operation.START, 1);
    assertFault(PluginFault.VMM_FAILED, () -> node.vms().start(vm));
    assertThat(report(vm).starts()).isZero();
    assertThat(report(vm).state()).isEqualTo(NodeVmState.PREPARED);
  }

  @Test
  void a_vm_is_paused_resumed_shut_down_and_started_again() {
    prepared();
    node.vms().start(vm);
    assertThat(control(ControlAction.PAUSE)).isEqualTo(NodeVmState.PAUSED);
    assertThat(control(ControlAction.RESUME)).isEqualTo(NodeVmState.RUNNING);
    assertThat(control(ControlAction.SHUTDOWN)).isEqualTo(NodeVmState.STOPPED);
    assertThat(node.vms().start(vm).starts()).isEqualTo(2);
    assertThat(control(ControlAction.POWER_OFF)).isEqualTo(NodeVmState.STOPPED);
  }

  @Test
  void resources_are_reset_within_the_maxima_and_kept() {
    prepared();
    node.vms().start(vm);
    node.vms().setResources(vm, TestingSpecs.resources(2, 512));
    assertThat(report(vm).resources()).contains(TestingSpecs.resources(2, 512));
    assertFault(
        PluginFault.INVALID_REQUEST,
        () -> node.vms().setResources(vm, TestingSpecs.resources(3, 512)));
  }

  @Test
  void an_application_runs_and_its_output_can_be_read() throws IOException {
    node.prepareWithApplication(vm);
    awaitState(NodeVmState.PREPARED);
    assertThat(report(vm).application().report().state()).isEqualTo(ApplicationState.WAITING);
    node.vms().start(vm);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> report(vm).application().report().state() == ApplicationState.SUCCEEDED);
    OutputPart part =
        node.vms().output(vm, new OutputRange(OutputStreamName.STANDARD_OUTPUT, 3, 100));
    assertThat(new String(part.content(), StandardCharsets.UTF_8)).isEqualTo("ulated\n");
    assertThat(part.complete()).isTrue();
    assertThat(part.truncated()).isFalse();
  }

  @Test
  void an_archive_with_another_digest_is_refused_and_not_kept() throws IOException {
    byte[] archive = "not what was promised".getBytes(StandardCharsets.UTF_8);
    assertFault(
        PluginFault.DIGEST_MISMATCH,
        () ->
            node.records()
                .receive(new ByteArrayInputStream(archive), TestingNode.sha256(new byte[] {1})));
    assertThat(folder.resolve("inbox")).isEmptyDirectory();
  }

  @Test
  void one_vm_that_hangs_does_not_hold_up_another() {
    Placement other = TestingNode.placement();
    prepared();
    node.vms().prepare(node.order(other), Optional.empty());
    await().until(() -> report(other).state() == NodeVmState.PREPARED);
    CompletableFuture<Void> monitor = new CompletableFuture<>();
    node.script.hold(Operation.START, monitor);
    CompletableFuture<VmReport> hanging = CompletableFuture.supplyAsync(() -> node.vms().start(vm));
    await().until(() -> node.script.begun(Operation.START) == 1);
    node.vms().control(other, ControlAction.POWER_OFF, OptionalInt.empty());
    assertThat(hanging).isNotDone();
    monitor.complete(null);
    assertThat(hanging.join().state()).isEqualTo(NodeVmState.RUNNING);
  }

  @Test
  void domains_of_others_are_listed_apart() {
    prepared();
    var id = TestingNode.placement().id();
    node.vmm.addForeign(
        new org.icecoat.plugin.vmm.DomainObservation(
            id, "other", DomainState.RUNNING, Optional.empty(), Optional.empty()));
    assertThat(node.vms().list().reports()).hasSize(1);
    assertThat(node.vms().list().foreign()).extracting(f -> f.name()).containsExactly("other");
  }

  private PrepareOrder networked(Placement placement) {
    return node.order(placement, List.of(), Optional.empty(), true);
  }

  private void prepared() {
    node.vms().prepare(node.order(vm), Optional.empty());
    awaitState(NodeVmState.PREPARED);
  }

  private NodeVmState control(ControlAction action) {
    return node.vms().control(vm, action, OptionalInt.empty()).state();
  }

  private void awaitState(NodeVmState state) {
    await().atMost(Duration.ofSeconds(20)).until(() -> report(vm).state() == state);
  }

  private VmReport report(Placement placement) {
    return node.vms().list().reports().stream()
        .filter(report -> report.placement().equals(placement))
        .findFirst()
        .orElseThrow();
  }

  private VmReport last() {
    return node.published.get(node.published.size() - 1);
  }

  private static void assertFault(PluginFault fault, ThrowingCallable call) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
