package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.simulated.SimulatedApplication;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node states of its VMs is what it was ordered, and how they are now. */
class VmStatementsTest {
  @TempDir Path folder;
  private final Placement vm = TestingNode.placement();
  private TestingNode node;
  private PrepareOrder order;

  @BeforeEach
  void prepared() {
    node = new TestingNode(folder, SimulatedApplication.endingAtOnce());
    order = node.order(vm);
    node.vms().prepare(order, Optional.empty());
    await().until(() -> node.vms().statement(vm).state() == VmStatement.State.PREPARED);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void owner_images_and_placement_are_those_of_the_order() {
    VmStatement statement = node.vms().statement(vm);
    assertThat(statement.vm()).isEqualTo(vm.id());
    assertThat(statement.epoch()).isEqualTo(vm.epoch());
    assertThat(statement.owner()).isEqualTo(order.owner().dn());
    assertThat(statement.images().disk()).isEqualTo(order.image().disk().id());
    OrderedImage.Kernel kernel = order.image().kernel().orElseThrow();
    assertThat(statement.images().boot())
        .contains(new VmStatement.Boot(kernel.kernel().id(), kernel.initialRamdisk().id()));
    assertThat(statement.application()).isEmpty();
    assertThat(VmStatement.parse(statement.encoded())).isEqualTo(statement);
  }

  @Test
  void the_state_is_the_one_of_now() {
    node.vms().start(vm);
    assertThat(node.vms().statement(vm).state()).isEqualTo(VmStatement.State.RUNNING);
    node.vmm.pause(vm.id());
    assertThat(node.vms().statement(vm).state()).isEqualTo(VmStatement.State.PAUSED);
    node.restart();
    assertThat(node.vms().statement(vm).state()).isEqualTo(VmStatement.State.PAUSED);
    node.vmm.powerOff(vm.id());
    assertThat(node.vms().statement(vm).state()).isEqualTo(VmStatement.State.STOPPED);
  }

  @Test
  void of_another_placement_and_of_a_vm_that_is_gone_nothing_is_stated() {
    Placement later = new Placement(vm.id(), new Epoch(2));
    refused(PluginFault.VM_NOT_FOUND, later);
    assertThat(node.vms().statement(vm).epoch()).isEqualTo(vm.epoch());
    node.vms().prepare(node.order(later), Optional.empty());
    refused(PluginFault.STALE_EPOCH, vm);
    node.vms().destroy(later);
    refused(PluginFault.VM_NOT_FOUND, later);
  }

  private void refused(PluginFault fault, Placement placement) {
    assertThatThrownBy(() -> node.vms().statement(placement))
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
