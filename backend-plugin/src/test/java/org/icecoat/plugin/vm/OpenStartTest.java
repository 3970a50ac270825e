package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.record.RecordCodec;
import org.icecoat.plugin.simulated.Operation;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.plugin.vmm.DomainState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start over which the plug-in died, or lost its monitor, finds its end. */
class OpenStartTest {
  @TempDir Path folder;
  private TestingNode node;
  private final Placement vm = TestingNode.placement();

  @BeforeEach
  void a_vm_is_prepared() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    node.vms().prepare(node.order(vm), Optional.empty());
    await().until(() -> report().state() == NodeVmState.PREPARED);
  }

  @AfterEach
  void end() {
    node.close();
  }

  @Test
  void a_domain_that_still_comes_up_is_not_told_as_paused_and_is_told_when_it_is_up()
      throws IOException {
    dieStarting();
    assertThat(report().state()).isEqualTo(NodeVmState.PREPARED);
    assertThat(report().starts()).isZero();
    assertThat(node.script.begun(Operation.FORGET_KEYS)).isZero();

    node.vmm.endStart(vm.id());
    await().until(() -> report().state() == NodeVmState.RUNNING);
    assertThat(report().starts()).isEqualTo(1);
    await().until(() -> report().guestReady());
    assertThat(node.script.begun(Operation.FORGET_KEYS)).isEqualTo(1);
    assertThat(node.published).extracting(VmReport::state).doesNotContain(NodeVmState.PAUSED);
  }

  @Test
  void whoever_starts_it_meanwhile_is_told_to_ask_again() throws IOException {
    dieStarting();
    assertThatThrownBy(() -> node.vms().start(vm))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.BUSY));
    node.vmm.endStart(vm.id());
    VmReport started = node.vms().start(vm);
    assertThat(started.state()).isEqualTo(NodeVmState.RUNNING);
    assertThat(started.starts()).isEqualTo(1);
  }

  @Test
  void a_domain_that_never_comes_up_is_ended_and_can_be_started_although_the_clock_was_put_back()
      throws IOException {
    dieStarting();
    node.off = Duration.ofHours(-1);
    node.passed = VmStarts.LONGEST.plusSeconds(1);
    node.vms().lookAtAll();
    await().until(() -> node.vmm.observe(vm.id()).state() == DomainState.OFF);
    assertThat(report().state()).isEqualTo(NodeVmState.PREPARED);
    VmReport started = node.vms().start(vm);
    assertThat(started.state()).isEqualTo(NodeVmState.RUNNING);
    assertThat(started.starts()).isEqualTo(1);
  }

  @Test
  void a_domain_that_comes_up_can_be_destroyed() throws IOException {
    dieStarting();
    assertThat(node.vms().destroy(vm).state()).isEqualTo(NodeVmState.ABSENT);
    assertThat(node.vmm.observe(vm.id()).state()).isEqualTo(DomainState.ABSENT);
  }

  @Test
  void a_start_whose_monitor_went_away_is_judged_by_what_the_domain_is_afterwards() {
    node.script.fail(Operation.START, 1, PluginFault.VMM_UNREACHABLE);
    assertThatThrownBy(() -> node.vms().start(vm)).isInstanceOf(PluginException.class);
    assertThat(report().state()).isEqualTo(NodeVmState.PREPARED);
    assertThat(node.vms().start(vm).starts()).isEqualTo(1);
  }

  /** A process ends in the midst of a start, with which the monitor goes on; the next one looks. */
  private void dieStarting() throws IOException {
    node.stop();
    VmRecords records = new VmRecords(folder, new RecordCodec());
    records.save(records.load().get(0).withStarts(1).starting(true));
    node.vmm.beginStart(vm.id());
    node.start();
    assertThat(node.vms().statement(vm)).isNotNull(); // made after the first look
  }

  private VmReport report() {
    return node.vms().list().reports().get(0);
  }
}
