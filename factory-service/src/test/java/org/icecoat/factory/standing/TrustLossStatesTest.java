package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.factory.testing.TestingFactory.ALICE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.order.VmOrders;
import org.icecoat.factory.request.ClientToken;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.testing.TestingProofs;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trust is lost in each state that a VM may be in. */
class TrustLossStatesTest extends TrustedFactory {
  @TempDir Path folder;

  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }

  private VmOrders orders() {
    return factory.factory().orders();
  }

  /** A VM whose guest has been started and has not reported. */
  private Vm awaited(LossAction onLoss) throws IOException {
    factory.nodes.slowGuests();
    ApplicationArchive archive = ApplicationArchive.of(TestingFactory.echo());
    Vm vm =
        factory
            .factory()
            .deployments()
            .deploy(
                ALICE,
                new ClientToken("token-awaited"),
                TestingFactory.with(wish(terms(onLoss)), archive),
                Optional.of(archive));
    secondsPassUntil(() -> assertThat(factory.nodes.count("start")).isEqualTo(1));
    secondsPassUntil(() -> assertThat(factory.find(vm.id()).drive().ordered()).isTrue());
    return factory.find(vm.id());
  }

  @ParameterizedTest
  @CsvSource({"NOTIFY, STARTING", "PAUSE, PAUSED", "DESTROY, DESTROYED"})
  void while_its_guest_is_awaited(LossAction onLoss, VmState then) throws IOException {
    Vm vm = awaited(onLoss);
    distrust(vm);
    awaitEvent(vm, "trust-lost");
    factory.await(vm.id(), then);
  }

  @Test
  void a_guest_that_was_awaited_and_only_told_of_runs_when_it_reports() throws IOException {
    Vm vm = awaited(LossAction.NOTIFY);
    distrust(vm);
    awaitEvent(vm, "trust-lost");
    factory.nodes.guestReports(nodeOf(vm), vm.id());
    factory.await(vm.id(), VmState.RUNNING);
    assertThat(factory.nodes.count("start")).isEqualTo(1);
  }

  @Test
  void a_domain_that_a_failed_vm_left_running_is_paused_too() throws IOException {
    Vm vm = awaited(LossAction.PAUSE);
    for (int time = 0; time < 2; time++) {
      factory.clock.advance(Duration.ofMinutes(8));
      proofs.attest(factory, nodeOf(vm));
    }
    factory.await(vm.id(), VmState.FAILED);
    assertThat(factory.nodes.vm(nodeOf(vm), vm.id()).state()).isEqualTo(NodeVmState.RUNNING);
    distrust(vm);
    awaitEvent(vm, "trust-lost");
    secondsPassUntil(
        () ->
            assertThat(factory.nodes.vm(nodeOf(vm), vm.id()).state())
                .isEqualTo(NodeVmState.PAUSED));
    assertThat(factory.nodes.count("pause")).isEqualTo(1);
  }

  @Test
  void while_it_restarts() throws IOException {
    Vm vm = awaited(LossAction.PAUSE);
    factory.nodes.guestReports(nodeOf(vm), vm.id());
    factory.await(vm.id(), VmState.RUNNING);
    orders().restart(ALICE, vm.id());
    secondsPassUntil(() -> assertThat(factory.nodes.count("restart")).isEqualTo(1));
    distrust(vm);
    factory.await(vm.id(), VmState.PAUSED);
  }

  @ParameterizedTest
  @CsvSource({"NOTIFY, PAUSED", "PAUSE, PAUSED", "DESTROY, DESTROYED"})
  void while_its_owner_has_paused_it(LossAction onLoss, VmState then) {
    Vm vm = running(onLoss);
    orders().pause(ALICE, vm.id());
    factory.await(vm.id(), VmState.PAUSED);
    distrust(vm);
    awaitEvent(vm, "trust-lost");
    factory.await(vm.id(), then);
    if (onLoss == LossAction.NOTIFY) {
      orders().resume(ALICE, vm.id());
      factory.await(vm.id(), VmState.RUNNING);
    } else if (onLoss == LossAction.PAUSE) {
      refused(FactoryFault.WRONG_STATE, () -> orders().resume(ALICE, vm.id()));
    }
  }

  @ParameterizedTest
  @CsvSource({"NOTIFY, STOPPED", "PAUSE, STOPPED", "DESTROY, DESTROYED"})
  void while_it_shuts_down(LossAction onLoss, VmState then) {
    factory.nodes.slowGuests();
    Vm vm = running(onLoss);
    orders().shutdown(ALICE, vm.id(), Optional.of(Duration.ofMinutes(1)));
    secondsPassUntil(() -> assertThat(factory.nodes.count("shutdown")).isEqualTo(1));
    distrust(vm);
    awaitEvent(vm, "trust-lost");
    factory.clock.advance(Duration.ofMinutes(1));
    factory.await(vm.id(), then);
  }

  @ParameterizedTest
  @CsvSource({"NOTIFY", "PAUSE"})
  void a_vm_that_is_off_is_started_only_when_trust_is_back(LossAction onLoss) {
    Vm vm = running(onLoss);
    orders().shutdown(ALICE, vm.id(), Optional.empty());
    factory.await(vm.id(), VmState.STOPPED);
    distrust(vm);
    awaitEvent(vm, "trust-lost");
    refused(FactoryFault.WRONG_STATE, () -> orders().start(ALICE, vm.id()))
        .hasMessageContaining("qemu was changed");
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.STOPPED);
    trust(vm);
    awaitEvent(vm, "trust-regained");
    orders().start(ALICE, vm.id());
    factory.await(vm.id(), VmState.RUNNING);
  }

  @Test
  void a_vm_that_is_off_is_destroyed_if_that_was_asked_for() {
    Vm vm = running(LossAction.DESTROY);
    orders().shutdown(ALICE, vm.id(), Optional.empty());
    factory.await(vm.id(), VmState.STOPPED);
    distrust(vm);
    factory.await(vm.id(), VmState.DESTROYED);
  }

  /** The order is written down, and then the node is found out by the proof before the start. */
  @Test
  void a_vm_on_its_way_up_again_keeps_its_disk_and_is_recovered_when_trust_is_back() {
    Vm vm = running(LossAction.PAUSE);
    orders().shutdown(ALICE, vm.id(), Optional.empty());
    factory.await(vm.id(), VmState.STOPPED);
    proofs.reject(TestingProofs.SITE, nodeOf(vm), "qemu was changed");
    factory.nodes.silence(nodeOf(vm), true);
    factory.clock.advance(TestingProofs.VALID);
    orders().start(ALICE, vm.id());
    Vm failed = factory.await(vm.id(), VmState.FAILED);
    assertThat(failed.life().failure().orElseThrow())
        .returns("NOT_TRUSTED", failure -> failure.code())
        .returns("start", failure -> failure.step());
    refused(FactoryFault.WRONG_STATE, () -> orders().recover(ALICE, vm.id()));
    assertThat(factory.nodes.count("start")).isEqualTo(1);
    factory.nodes.silence(nodeOf(vm), false);
    trust(vm);
    awaitEvent(vm, "trust-regained");
    orders().recover(ALICE, vm.id());
    factory.await(vm.id(), VmState.RUNNING);
  }

  @Test
  void a_node_that_does_not_pause_is_asked_until_it_does() {
    Vm vm = running(LossAction.PAUSE);
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith("pause ")) {
            throw new FactoryException(FactoryFault.NODE_REFUSED, "No.");
          }
        });
    distrust(vm);
    awaitEvent(vm, "pause-for-trust");
    refused(FactoryFault.WRONG_STATE, () -> orders().resume(ALICE, vm.id()));
    refused(FactoryFault.WRONG_STATE, () -> orders().restart(ALICE, vm.id()));
    factory.clock.advance(Duration.ofMinutes(1));
    assertThat(factory.find(vm.id()).life().desired()).isEqualTo(DesiredState.PAUSED);
    factory.nodes.beforeEach(call -> {});
    secondsPassUntil(() -> assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.PAUSED));
  }
}
