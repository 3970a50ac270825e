package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.factory.testing.TestingFactory.ALICE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof counts for a time: it is renewed before, and trust is lost some time after. */
class ProofsRunOutTest extends TrustedFactory {
  @TempDir Path folder;

  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }

  private void minutesPass(int minutes) {
    Instant end = factory.clock.instant().plus(Duration.ofMinutes(minutes));
    factory.awaitMinutes(() -> assertThat(factory.clock.instant()).isAfter(end));
  }

  @Test
  void a_node_is_asked_as_often_as_its_strictest_vm_needs() {
    Vm vm =
        factory.await(
            factory.deploy("1", wish(noOlderThan(Duration.ofMinutes(3)))).id(), VmState.RUNNING);
    minutesPass(20);
    assertThat(history(vm)).extracting(HistoryEntry::event).doesNotContain("trust-lost");
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.RUNNING);
  }

  @Test
  void a_silent_node_is_trusted_for_the_grace_time_and_no_longer() {
    Vm vm = running(LossAction.PAUSE);
    proofs.silence(nodeOf(vm), true);
    factory.clock.advance(Duration.ofMinutes(10));
    minutesPass(1);
    assertThat(history(vm)).extracting(HistoryEntry::event).doesNotContain("trust-lost");
    minutesPass(3);
    awaitEvent(vm, "trust-lost");
    assertThat(history(vm))
        .anySatisfy(
            entry ->
                assertThat(entry.description().orElse("")).contains("does not count any more"));
    factory.await(vm.id(), VmState.PAUSED);
    proofs.silence(nodeOf(vm), false);
    trust(vm);
    awaitEvent(vm, "trust-regained");
    factory.factory().orders().resume(ALICE, vm.id());
    factory.await(vm.id(), VmState.RUNNING);
  }

  @Test
  void what_a_version_of_the_policy_proved_ends_with_its_roll_out_though_no_node_proves_more() {
    Vm vm = running(LossAction.PAUSE);
    proofs.silence("node-1", true);
    proofs.silence("node-2", true);
    proofs.rollOut(factory.clock.instant().plus(Duration.ofMinutes(1)));
    factory.clock.advance(Duration.ofMinutes(1));
    factory.deploy("2", wish(terms(LossAction.NOTIFY)));
    minutesPass(3);
    awaitEvent(vm, "trust-lost");
    factory.await(vm.id(), VmState.PAUSED);
    assertThat(factory.nodes.count("start")).isEqualTo(1);
    proofs.silence(nodeOf(vm), false);
    trust(vm);
    awaitEvent(vm, "trust-regained");
  }

  @Test
  void a_host_that_took_up_another_key_is_asked_at_the_next_look() {
    int asked = proofs.asked();
    proofs.serveWith(Sha256.of("k".repeat(Sha256.BYTES).getBytes(StandardCharsets.UTF_8)));
    factory.clock.advance(Duration.ofMinutes(1));
    Awaitility.await().untilAsserted(() -> assertThat(proofs.asked()).isEqualTo(asked + 2));
  }

  @Test
  void a_vm_on_a_node_that_fell_silent_is_paused_when_that_comes_back() {
    Vm vm = running(LossAction.PAUSE);
    String node = nodeOf(vm);
    factory.nodes.silence(node, true);
    proofs.silence(node, true);
    factory.awaitWatching(vm.id(), VmState.UNKNOWN);
    factory.awaitMinutes(() -> assertThat(count(vm, "trust-lost")).isEqualTo(1));
    assertThat(factory.find(vm.id()))
        .returns(VmState.UNKNOWN, Vm::state)
        .returns(DesiredState.PAUSED, silent -> silent.life().desired());
    factory.nodes.silence(node, false);
    proofs.silence(node, false);
    factory.awaitWatching(vm.id(), VmState.PAUSED);
    factory.awaitMinutes(() -> assertThat(count(vm, "trust-regained")).isEqualTo(1));
    assertThat(count(vm, "trust-lost")).isEqualTo(1);
  }
}
