package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.attest.DoubtRules;
import org.icecoat.factory.attest.NodeTrust;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.request.TrustTerms;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.testing.TestingProofs;
import org.icecoat.factory.trust.OnDoubt;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A factory with two nodes that prove themselves, and grow distrusted when a test says so. */
abstract class TrustedFactory {
  static final Duration GRACE = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  TestingFactory factory;
  TestingProofs proofs;

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    factory = new TestingFactory(emptyDatabase());
    proofs = new TestingProofs(factory.clock);
    factory.attesting(
        database ->
            new NodeTrust.Verifier(
                proofs,
                new EndorsementCertificates(List.of()),
                proofs,
                new NodeTrust.Rules(
                    Duration.ofMinutes(5),
                    false,
                    GRACE,
                    new DoubtRules(OnDoubt.ASK, OnDoubt.REFUSE)),
                factory.clock.withZone(ZoneOffset.UTC),
                new SecureRandom()));
    factory.begin();
    Capacity room = new Capacity(8, 8192, 100_000);
    factory.nodes.with("node-1", room).with("node-2", room, "globins");
    proofs.enrol(factory, "node-1", "node-2");
  }

  @AfterEach
  void end() {
    factory.close();
  }

  static TrustTerms terms(LossAction onLoss) {
    return new TrustTerms(Optional.empty(), Optional.empty(), onLoss);
  }

  static TrustTerms noOlderThan(Duration age) {
    return new TrustTerms(Optional.empty(), Optional.of(age), LossAction.PAUSE);
  }

  static VmWish wish(TrustTerms terms) {
    return TestingFactory.with(TestingFactory.wish(), terms);
  }

  Vm running(LossAction onLoss) {
    return factory.await(factory.deploy("1", wish(terms(onLoss))).id(), VmState.RUNNING);
  }

  static String nodeOf(Vm vm) {
    return vm.node().orElseThrow().value();
  }

  /** The VM's node is found out. */
  void distrust(Vm vm) {
    distrust(nodeOf(vm));
  }

  void distrust(String node) {
    proofs.reject(TestingProofs.SITE, node, "qemu was changed");
    proofs.attest(factory, node);
  }

  void trust(Vm vm) {
    proofs.accept(TestingProofs.SITE, nodeOf(vm));
    proofs.attest(factory, nodeOf(vm));
  }

  List<HistoryEntry> history(Vm vm) {
    return factory.factory().finder().history(vm);
  }

  long count(Vm vm, String event) {
    return history(vm).stream().filter(entry -> entry.event().equals(event)).count();
  }

  void awaitEvents(Vm vm, String event, long times) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(count(vm, event)).isEqualTo(times));
  }

  /** What has to be tried again is tried as time goes on. */
  void secondsPassUntil(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              factory.clock.advance(Duration.ofSeconds(1));
              assertion.run();
            });
  }

  void awaitEvent(Vm vm, String event) {
    awaitEvents(vm, event, 1);
  }

  static AbstractThrowableAssert<?, ?> refused(FactoryFault fault, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }
}
