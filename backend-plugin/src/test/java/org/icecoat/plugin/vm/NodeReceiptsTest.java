package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.trust.cms.CmsReading;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.ReceiptVerifier;
import org.icecoat.trust.receipt.RunTime;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the node signs of a VM is what it saw, over restarts and after the VM is gone. */
class NodeReceiptsTest {
  private static final Sha256 EVIDENCE = TestingNode.sha256(new byte[] {7});
  @TempDir Path folder;
  private final Placement vm = TestingNode.placement();
  private TestingNode node;

  @BeforeEach
  void prepared() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    node.vms().prepare(node.order(vm), Optional.empty());
    await().until(() -> node.vms().statement(vm).state() == VmStatement.State.PREPARED);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void a_vm_that_was_not_started_has_not_run() {
    assertThat(part().time()).isEqualTo(RunTime.never());
  }

  @Test
  void a_running_vm_has_a_beginning_and_no_end_and_the_evidence_of_its_start() {
    node.evidence = EVIDENCE;
    Instant before = Instant.now().minusMillis(1);
    node.vms().start(vm);
    node.evidence = TestingNode.sha256(new byte[] {8});
    NodePart part = part();
    assertThat(part.time().from().orElseThrow()).isBetween(before, Instant.now());
    assertThat(part.ended()).isFalse();
    assertThat(part.evidence()).contains(EVIDENCE);
    assertThat(part.deployment().owner()).isEqualTo(TestingNode.ALICE);
    assertThat(part.images().disk().id()).isEqualTo(node.order(vm).image().disk().id());
    assertThat(part.images().kernel()).isPresent();
  }

  @Test
  void a_restarted_plug_in_goes_on_with_what_it_saw() {
    node.evidence = EVIDENCE;
    node.vms().start(vm);
    RunTime before = part().time();
    node.evidence = null;
    node.restart();
    NodePart after = part();
    assertThat(after.time().from()).isEqualTo(before.from());
    assertThat(after.time().starts()).isEqualTo(1);
    assertThat(after.evidence()).contains(EVIDENCE);
    node.vmm.powerOff(vm.id());
    assertThat(part().ended()).isTrue();
  }

  @Test
  void an_end_that_nobody_saw_lies_between_two_looks() {
    node.vms().start(vm);
    node.stop();
    Instant unseen = Instant.now();
    node.start();
    node.vmm.powerOff(vm.id());
    RunTime time = part().time();
    assertThat(time.lastSeen().orElseThrow()).isBeforeOrEqualTo(time.gone().orElseThrow());
    assertThat(time.gone().orElseThrow()).isAfter(unseen);
  }

  @Test
  void what_was_signed_last_stays_when_the_vm_is_gone_and_after_a_restart() {
    node.vms().start(vm);
    node.vms().destroy(vm);
    Octets kept = node.vms().receipt(vm);
    NodePart part = part();
    assertThat(part.ended()).isTrue();
    assertThat(part.time().from()).isPresent();
    node.restart();
    assertThat(node.vms().destroy(vm).placement()).isEqualTo(vm);
    assertThat(node.vms().receipt(vm)).isEqualTo(kept);
  }

  @Test
  void of_a_placement_that_the_node_never_had_nothing_is_signed() {
    assertThatThrownBy(() -> node.vms().receipt(new Placement(vm.id(), new Epoch(2))))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.VM_NOT_FOUND));
  }

  @Test
  void an_older_placement_keeps_its_own() {
    node.vms().start(vm);
    Placement later = new Placement(vm.id(), new Epoch(2));
    node.vms().prepare(node.order(later), Optional.empty());
    assertThat(part().deployment().epoch()).isEqualTo(vm.epoch());
    assertThat(part().ended()).isTrue();
  }

  private NodePart part() {
    CmsReading reading =
        CmsReading.of(node.vms().receipt(vm), ReceiptVerifier.LONGEST_PART, Instant.now());
    assertThat(reading.flaws()).isEmpty();
    return NodePart.parse(reading.signed().orElseThrow().document());
  }
}
