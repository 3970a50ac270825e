package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.order.ControlAction;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.record.RecordCodec;
import org.icecoat.plugin.simulated.Operation;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a VM was started, as the node tells it: the factory goes by it. */
class CountedStartsTest {
  @TempDir Path folder;
  private TestingNode node;
  private final Placement placement = TestingNode.placement();

  @BeforeEach
  void begin() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    node.vms().prepare(node.order(placement, List.of(), Optional.empty(), false), Optional.empty());
    awaitState(NodeVmState.PREPARED);
    node.vms().start(placement);
    awaitState(NodeVmState.RUNNING);
    node.vms().control(placement, ControlAction.POWER_OFF, OptionalInt.empty());
    awaitState(NodeVmState.STOPPED);
  }

  @AfterEach
  void end() {
    node.close();
  }

  private VmReport report() {
    return node.vms().list().reports().get(0);
  }

  private void awaitState(NodeVmState state) {
    await().atMost(Duration.ofSeconds(30)).until(() -> report().state() == state);
  }

  @Test
  void a_start_that_is_under_way_is_told_neither_as_one_that_has_ended_nor_as_paused()
      throws Exception {
    node.script.slow(Operation.START, Duration.ofMillis(500));
    CompletableFuture<VmReport> started =
        CompletableFuture.supplyAsync(() -> node.vms().start(placement));
    List<VmReport> meanwhile = new ArrayList<>();
    while (!started.isDone()) {
      meanwhile.add(report());
    }

    assertThat(meanwhile)
        .extracting(VmReport::state)
        .isSubsetOf(NodeVmState.STOPPED, NodeVmState.RUNNING)
        .contains(NodeVmState.STOPPED);
    assertThat(meanwhile)
        .allSatisfy(
            report ->
                assertThat(report.starts())
                    .isEqualTo(report.state() == NodeVmState.STOPPED ? 1 : 2));
    assertThat(started.get().state()).isEqualTo(NodeVmState.RUNNING);
    assertThat(started.get().starts()).isEqualTo(2);
  }

  @Test
  void a_start_that_died_with_the_plug_in_does_not_count() throws Exception {
    node.stop();
    VmRecords records = new VmRecords(folder, new RecordCodec());
    records.save(records.load().get(0).withStarts(2).starting(true));
    node.start();

    awaitState(NodeVmState.STOPPED);
    assertThat(report().starts()).isEqualTo(1);
    assertThat(node.vms().start(placement).starts()).isEqualTo(2);
  }

  @Test
  void a_start_that_came_about_while_the_plug_in_died_counts() throws Exception {
    node.vms().start(placement);
    awaitState(NodeVmState.RUNNING);
    node.stop();
    VmRecords records = new VmRecords(folder, new RecordCodec());
    records.save(records.load().get(0).starting(true));
    node.start();

    awaitState(NodeVmState.RUNNING);
    assertThat(report().starts()).isEqualTo(2);
    await()
        .until(() -> !records.load().get(0).starting()); // by the look that the start begins with
  }

  @Test
  void a_start_that_failed_does_not_count() {
    node.script.fail(Operation.START, 1);
    assertThatThrownBy(() -> node.vms().start(placement)).isInstanceOf(PluginException.class);

    assertThat(report().state()).isEqualTo(NodeVmState.STOPPED);
    assertThat(report().starts()).isEqualTo(1);
  }
}
