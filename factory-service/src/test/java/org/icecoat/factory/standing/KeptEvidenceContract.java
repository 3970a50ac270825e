package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.administration.NodeAdministration;
import org.icecoat.factory.administration.NodeAdministration.NodeView;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.store.EvidenceStore;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.testing.TestingProofs;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.Caller;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.structure.Octets;
import org.junit.jupiter.api.Test;

/** What results, changes and receipts name can be had, as long as they do, and no longer. */
abstract class KeptEvidenceContract extends TrustedFactory {
  @Test
  void what_a_receipt_names_is_kept_while_the_vm_is_known() {
    Vm vm = running(LossAction.NOTIFY);
    Sha256 named = named(vm);
    nodesProveMore(nodeOf(vm));
    assertThat(digest(ofVm(TestingFactory.ALICE, vm, named))).isEqualTo(named);
    factory.factory().orders().destroy(TestingFactory.ALICE, vm.id());
    factory.await(vm.id(), VmState.DESTROYED);
    remove(nodeOf(vm));
    tidy();
    assertThat(digest(ofVm(TestingFactory.ADMIN, vm, named))).isEqualTo(named);
    factory.database().jdbi().useHandle(handle -> handle.execute("delete from vm"));
    tidy();
    assertThat(ofNode(nodeOf(vm), named)).isEmpty();
  }

  @Test
  void the_owner_has_what_his_vm_s_trust_names_and_nothing_of_other_nodes() {
    Vm vm = running(LossAction.NOTIFY);
    String other = nodeOf(vm).equals("node-1") ? "node-2" : "node-1";
    proofs.attest(factory, nodeOf(vm));
    Sha256 last = last(nodeOf(vm));
    assertThat(last).isNotEqualTo(named(vm));
    assertThat(digest(ofVm(TestingFactory.ALICE, vm, last))).isEqualTo(last);
    refused(FactoryFault.EVIDENCE_UNKNOWN, () -> ofVm(TestingFactory.ALICE, vm, last(other)));
    refused(FactoryFault.VM_UNKNOWN, () -> ofVm(TestingFactory.BOB, vm, last));
  }

  @Test
  void what_a_change_of_trust_names_is_kept_and_what_nobody_names_is_forgotten() {
    distrust("node-1");
    proofs.accept(TestingProofs.SITE, "node-1");
    proofs.attest(factory, "node-1");
    Sha256 first = last("node-1");
    proofs.attest(factory, "node-1");
    Sha256 between = last("node-1");
    distrust("node-1");
    Sha256 bad = last("node-1");
    proofs.attest(factory, "node-1");
    assertThat(ofNode("node-1", between)).isPresent();
    new EvidenceStore(factory.database().jdbi()).tidy(factory.clock.instant().minusSeconds(1));
    assertThat(ofNode("node-1", between)).isPresent();
    tidy();
    assertThat(ofNode("node-1", between)).isEmpty();
    assertThat(ofNode("node-1", first).map(KeptEvidenceContract::digest)).contains(first);
    assertThat(ofNode("node-1", bad)).isPresent();
    assertThat(ofNode("node-1", last("node-1"))).isPresent();
    assertThat(ofNode("node-2", bad)).isEmpty();
  }

  @Test
  void only_administrators_have_what_nodes_gave() {
    NodeAdministration nodes = factory.factory().administration();
    NodeName node = new NodeName("node-1");
    Sha256 last = last("node-1");
    assertThat(digest(nodes.evidence(TestingFactory.ADMIN, node, last))).isEqualTo(last);
    refused(FactoryFault.NOT_AUTHORIZED, () -> nodes.evidence(TestingFactory.ALICE, node, last));
    refused(
            FactoryFault.EVIDENCE_UNKNOWN,
            () -> nodes.evidence(TestingFactory.ADMIN, node, TestingProofs.TLS_KEY))
        .hasMessageContaining(TestingProofs.TLS_KEY.toString());
  }

  @Test
  void a_tpm_that_is_found_to_have_gone_back_while_evidence_is_fetched_is_not_believed_again() {
    NodeAdministration nodes = factory.factory().administration();
    NodeName node = new NodeName("node-1");
    proofs.restore("node-1");
    refused(FactoryFault.NOT_TRUSTED, () -> nodes.evidence(TestingFactory.ADMIN, node))
        .hasMessageContaining("clock went back, or stood, within one boot, found at ");
    for (int time = 1; time <= 3; time++) {
      proofs.attest(factory, "node-1");
      assertThat(nodes.list(TestingFactory.ADMIN).get(0).trust().orElseThrow().reasons())
          .singleElement()
          .asString()
          .contains("clock went back, or stood, within one boot, found at ");
    }
  }

  private void nodesProveMore(String node) {
    factory.clock.advance(Duration.ofHours(1));
    distrust(node);
    proofs.accept(TestingProofs.SITE, node);
    proofs.attest(factory, node);
    tidy();
  }

  private void remove(String node) {
    factory.factory().administration().remove(TestingFactory.ADMIN, new NodeName(node));
  }

  private void tidy() {
    new EvidenceStore(factory.database().jdbi()).tidy(factory.clock.instant().plusSeconds(1));
  }

  private Sha256 named(Vm vm) {
    Octets receipt =
        factory.factory().receipts().issue(TestingFactory.ALICE, vm.id(), Optional.empty());
    return FactoryPart.parse(receipt).trust().flatMap(FactoryPart.Trust::evidence).orElseThrow();
  }

  private Sha256 last(String node) {
    return factory.factory().administration().list(TestingFactory.ADMIN).stream()
        .filter(view -> view.node().name().value().equals(node))
        .findFirst()
        .flatMap(NodeView::trust)
        .flatMap(TrustResult::evidence)
        .orElseThrow();
  }

  private Octets ofVm(Caller caller, Vm vm, Sha256 digest) {
    return factory.factory().keptEvidence().find(caller, vm.id(), digest);
  }

  private Optional<Octets> ofNode(String node, Sha256 digest) {
    return new EvidenceStore(factory.database().jdbi()).of(new NodeName(node), digest);
  }

  private static Sha256 digest(Octets evidence) {
    return Evidence.parse(evidence).digest();
  }
}
