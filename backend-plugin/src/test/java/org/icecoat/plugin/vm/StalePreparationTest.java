package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.simulated.Operation;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.plugin.vmm.DomainState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a preparation that is given up does late harms nothing that comes after it. */
class StalePreparationTest {
  @TempDir Path folder;
  private TestingNode node;
  private final Placement older = TestingNode.placement();
  private final Placement newer = new Placement(older.id(), new Epoch(2));
  private final CountDownLatch store = new CountDownLatch(1);
  private final CompletableFuture<Void> monitor = new CompletableFuture<>();

  @AfterEach
  void end() {
    store.countDown();
    monitor.complete(null);
    node.close();
  }

  @Test
  void a_destroy_waits_for_the_new_preparation_though_the_old_one_ends_late() throws IOException {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    node.store.gate = store;
    prepare(older);
    await().until(() -> node.vmm.observe(older.id()).state() == DomainState.OFF);
    await().until(() -> !node.store.offsets.isEmpty());
    node.script.hold(Operation.DEFINE, monitor);
    prepare(newer);
    await().until(() -> node.script.begun(Operation.DEFINE) == 2);
    int removals = node.script.begun(Operation.DESTROY);

    CompletableFuture<VmReport> destroyed =
        CompletableFuture.supplyAsync(() -> node.vms().destroy(newer));
    await().until(this::isGoing);
    assertThat(node.script.begun(Operation.DESTROY)).isEqualTo(removals);
    monitor.complete(null);
    assertThat(destroyed.join().state()).isEqualTo(NodeVmState.ABSENT);
    assertThat(node.vmm.observe(newer.id()).state()).isEqualTo(DomainState.ABSENT);
    assertThat(node.folderOf(newer)).doesNotExist();
  }

  private void prepare(Placement placement) {
    assertThat(node.vms().prepare(node.order(placement), Optional.empty()).state())
        .isEqualTo(NodeVmState.PREPARING);
  }

  /** Whether the destroy has got so far that nothing is left to it but to wait. */
  private boolean isGoing() throws IOException {
    return node.records().load().stream()
        .allMatch(record -> record.phase() == VmRecord.Phase.DESTROYING);
  }

  @Test
  void what_has_to_go_gets_neither_disk_nor_domain_any_more() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    VmRecord record = VmRecord.of(node.order(older), List.of(), Optional.empty());
    NodeVm vm = new NodeVm(record, node.records(), Optional.empty());
    Preparation late = node.preparation(vm);
    vm.wanted().end();
    late.begin().join();
    assertThat(late.failure()).map(VmFailure::code).contains("WRONG_STATE");
    assertThat(node.script.begun(Operation.CREATE_DISK)).isZero();
    assertThat(node.script.begun(Operation.DEFINE)).isZero();
  }
}
