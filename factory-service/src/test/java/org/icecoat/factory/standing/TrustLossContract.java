package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.factory.testing.TestingFactory.ALICE;

import java.util.List;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.testing.TestingProofs;
import org.icecoat.factory.trust.TrustChange;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.junit.jupiter.api.Test;

/** What a VM's owner asked for is done when trust in its node is lost, and once. */
abstract class TrustLossContract extends TrustedFactory {
  @Test
  void an_owner_who_wants_to_know_reads_it_in_the_history() {
    Vm vm = running(LossAction.NOTIFY);
    distrust(vm);
    awaitEvent(vm, "trust-lost");
    assertThat(history(vm))
        .filteredOn(entry -> entry.event().equals("trust-lost"))
        .singleElement()
        .extracting(entry -> entry.description().orElseThrow())
        .asString()
        .contains(nodeOf(vm), "site", "qemu was changed");
    trust(vm);
    awaitEvent(vm, "trust-regained");
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.RUNNING);
    assertThat(factory.nodes.count("pause")).isZero();
  }

  @Test
  void a_vm_that_is_to_stand_still_is_paused_and_resumed_only_when_trust_is_back() {
    Vm vm = running(LossAction.PAUSE);
    distrust(vm);
    Vm paused = factory.await(vm.id(), VmState.PAUSED);
    assertThat(paused.life().desired()).isEqualTo(DesiredState.PAUSED);
    assertThat(history(vm))
        .extracting(HistoryEntry::event)
        .containsSubsequence("trust-lost", "pause-for-trust", "seen-paused");
    refused(FactoryFault.WRONG_STATE, () -> factory.factory().orders().resume(ALICE, vm.id()))
        .hasMessageContaining("Trust is lost")
        .hasMessageContaining("qemu was changed");
    trust(vm);
    awaitEvent(vm, "trust-regained");
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.PAUSED);
    factory.factory().orders().resume(ALICE, vm.id());
    factory.await(vm.id(), VmState.RUNNING);
    assertThat(factory.nodes.count("pause")).isEqualTo(1);
  }

  @Test
  void a_vm_that_is_to_be_destroyed_is() {
    Vm vm = running(LossAction.DESTROY);
    distrust(vm);
    factory.await(vm.id(), VmState.DESTROYED);
    assertThat(history(vm))
        .extracting(HistoryEntry::event)
        .containsSubsequence("trust-lost", "destroy-ordered", "seen-absent");
    assertThat(factory.nodes.on(nodeOf(vm))).isEmpty();
  }

  @Test
  void a_node_that_flaps_is_told_each_time_and_acted_upon_each_time() {
    Vm vm = running(LossAction.PAUSE);
    for (int time = 1; time <= 3; time++) {
      distrust(vm);
      factory.await(vm.id(), VmState.PAUSED);
      distrust(vm);
      awaitEvents(vm, "trust-lost", time);
      trust(vm);
      awaitEvents(vm, "trust-regained", time);
      factory.factory().orders().resume(ALICE, vm.id());
      factory.await(vm.id(), VmState.RUNNING);
    }
    assertThat(factory.nodes.count("pause")).isEqualTo(3);
  }

  @Test
  void the_history_of_a_node_tells_when_its_verdict_changed_and_forgets_the_oldest() {
    for (int time = 0; time < 60; time++) {
      distrust("node-1");
      proofs.attest(factory, "node-1");
      proofs.accept(TestingProofs.SITE, "node-1");
      proofs.attest(factory, "node-1");
    }
    assertThat(changes()).hasSize(10);
    TrustChange before = changes().get(1);
    assertThat(before.policy()).isEqualTo(TestingProofs.SITE);
    assertThat(before.result().reasons()).containsExactly("qemu was changed");
    assertThat(changes())
        .extracting(change -> change.result().verdict())
        .startsWith(TrustVerdict.TRUSTED, TrustVerdict.REJECTED, TrustVerdict.TRUSTED);
    Integer kept =
        factory
            .database()
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select count(*) from node_trust_change where node = 'node-1'")
                        .mapTo(Integer.class)
                        .one());
    assertThat(kept).isEqualTo(100);
  }

  private List<TrustChange> changes() {
    return factory.factory().administration().list(TestingFactory.ADMIN).stream()
        .filter(view -> view.node().name().value().equals("node-1"))
        .findFirst()
        .orElseThrow()
        .changes();
  }
}
