package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.factory.testing.TestingFactory.ALICE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.store.NodeTpmStore;
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
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(2)) // a look that is under way puts the next one off
        .untilAsserted(
            () -> {
              factory.clock.advance(Duration.ofMinutes(1));
              assertThat(proofs.asked()).isGreaterThanOrEqualTo(asked + 2);
            });
  }

  @Test
  void a_host_that_took_up_another_key_is_listened_to_once_it_has_proved_itself_by_that() {
    Vm vm = running(LossAction.NOTIFY);
    NodeTpmStore proven = new NodeTpmStore(factory.database().jdbi());
    NodeName node = vm.node().orElseThrow();
    Sha256 key = Sha256.of("k".repeat(Sha256.BYTES).getBytes(StandardCharsets.UTF_8));
    AtomicInteger unheard = new AtomicInteger();
    factory.nodes.beforeEach(
        call -> {
          if (call.equals("describe " + node) && !proven.tlsKey(node).equals(Optional.of(key))) {
            unheard.incrementAndGet();
            throw new FactoryException(FactoryFault.NODE_UNAVAILABLE, "another TLS key");
          }
        });
    proofs.serveWith(key);
    long looks = lists(node);
    factory.awaitMinutes(() -> assertThat(lists(node)).isGreaterThan(looks + 2));
    assertThat(unheard).hasPositiveValue();
    assertThat(proven.tlsKey(node)).contains(key);
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.RUNNING);
  }

  private long lists(NodeName node) {
    return factory.nodes.calls().stream().filter(("list " + node)::equals).count();
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
