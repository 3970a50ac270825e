package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.ReceiptVerdict;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.GetReceipt;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts signed by the hosts of factory and node, over mutual TLS. */
class ReceiptOverSoapTest {
  @TempDir Path folder;
  private TestingSite site;

  @BeforeEach
  void start() throws Exception {
    site = new TestingSite(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void the_owner_has_a_receipt_by_both_hosts_and_keeps_it_when_the_vm_is_gone() throws Exception {
    try (Ports alice = site.as("Alice")) {
      VmId id = site.running(alice);
      TrustedVm vm = alice.port(TestingSite.VM, site.at("/vm/" + id));
      ReceiptVerdict.Verified running = verified(vm);
      FactoryPart factory = running.factory().part();
      assertThat(factory.deployment().vm()).isEqualTo(id);
      assertThat(factory.deployment().owner()).isEqualTo(TestingSite.dn("Alice"));
      assertThat(factory.times().ended()).isEmpty();
      NodePart node = running.node().orElseThrow().part();
      assertThat(node.images().disk().id()).isEqualTo(factory.image());
      assertThat(node.ended()).isFalse();
      vm.destroy(new Destroy());
      site.await(vm, VmStateType.DESTROYED);
      ReceiptVerdict.Verified gone = verified(vm);
      assertThat(gone.factory().part().times().ended()).isPresent();
      assertThat(gone.node().orElseThrow().part().ended()).isTrue();
    }
  }

  @Test
  void a_stranger_has_the_same_answer_as_for_no_vm() throws Exception {
    try (Ports alice = site.as("Alice");
        Ports mallory = site.as("Mallory")) {
      VmId id = site.running(alice);
      TrustedVm vm = mallory.port(TestingSite.VM, site.at("/vm/" + id));
      assertThatThrownBy(() -> vm.getReceipt(new GetReceipt()))
          .isInstanceOf(ResourceUnknownFault.class);
    }
  }

  @Test
  void what_another_host_signs_for_the_node_is_not_passed_on() throws Exception {
    TestingCredential other = site.grid().host("node-2", "localhost");
    site.plugin.signing(site.keys(other, "node-2")::current);
    try (Ports alice = site.as("Alice")) {
      VmId id = site.running(alice);
      TrustedVm vm = alice.port(TestingSite.VM, site.at("/vm/" + id));
      ReceiptVerdict.Verified verified = verified(vm);
      assertThat(verified.node()).isEmpty();
      assertThat(verified.factory().part().share().missing().orElseThrow()).contains("refused");
    }
  }

  private ReceiptVerdict.Verified verified(TrustedVm vm) throws Exception {
    Octets pem = Octets.of(vm.getReceipt(new GetReceipt()).getReceipt());
    ReceiptVerdict verdict = site.receipts().verify(pem, "localhost");
    assertThat(verdict.findings()).isEmpty();
    return (ReceiptVerdict.Verified) verdict;
  }
}
