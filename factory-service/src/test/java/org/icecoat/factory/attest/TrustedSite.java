package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.administration.NodeAdministration.NodeView;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.trust.Doubt;
import org.icecoat.factory.trust.OnDoubt;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.Maker;
import org.icecoat.trust.evidence.endorsement.MakerRevocations;
import org.icecoat.trust.evidence.endorsement.MakerStore;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A site whose nodes have real software TPMs, and a factory that asks them for evidence. */
abstract class TrustedSite {
  @TempDir static Path makers;
  private static TestingTpmMaker maker;
  static TestingSwtpm one;
  static TestingSwtpm other;
  static TestingSwtpm foreign;

  @TempDir Path folder;
  final TestingAttesters attesters = new TestingAttesters();
  Path store;
  TestingAttester first;
  TestingAttester second;
  TestingPolicies policies;
  TestingFactory factory;
  MakerRevocations revocations;

  DoubtRules doubts = new DoubtRules(OnDoubt.ASK, OnDoubt.ASK);

  private int databases;

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  /** An empty database in a file. */
  DatabaseConfiguration onH2() {
    databases++;
    return DatabaseConfiguration.inFile(folder.resolve("factory" + databases));
  }

  @BeforeAll
  static void makeTpms() throws IOException, GeneralSecurityException {
    maker = TestingTpmMaker.in(makers.resolve("a"));
    one = maker.manufacture("1");
    other = maker.manufacture("2");
    foreign = TestingTpmMaker.in(makers.resolve("b")).manufacture("3");
    Path accepted = Files.createDirectories(makers.resolve("store/emulated/testing"));
    publish(accepted.resolve("root.der"), maker.root());
    publish(accepted.resolve("issuer.der"), maker.issuer());
  }

  static void publish(Path file, X509Certificate certificate)
      throws IOException, GeneralSecurityException {
    Files.write(file, certificate.getEncoded());
  }

  @AfterAll
  static void stopTpms() {
    one.close();
    other.close();
    foreign.close();
  }

  @BeforeEach
  void begin() throws Exception {
    first = booted(one);
    second = booted(other);
    attesters.put("node-1", first);
    attesters.put("node-2", second);
    store = makers.resolve("store");
    begin(true);
  }

  static TestingAttester booted(TestingSwtpm swtpm) {
    TestingAttester attester = new TestingAttester(swtpm);
    attester.boot(() -> attester.measure("rules", "good"));
    return attester;
  }

  void begin(boolean required) throws Exception {
    begin(required, TestingPolicies.policy(1, "good"));
  }

  /** With that policy in force, or none if it is empty. */
  void begin(boolean required, String policy) throws Exception {
    factory = new TestingFactory(emptyDatabase());
    factory.clock.advance(Duration.between(factory.clock.instant(), Instant.now().plusSeconds(60)));
    Clock clock = factory.clock.withZone(ZoneOffset.UTC);
    policies = new TestingPolicies(folder, clock);
    if (policy.isEmpty()) {
      policies.removeAll();
    } else {
      policies.put("site.pem", policy);
    }
    factory.attesting(
        database -> {
          EndorsementCertificates accepted = makers();
          return new NodeTrust.Verifier(
              attesters,
              accepted,
              new PolicyAppraisal(policies.open(database), new PolicyName("site"), accepted, clock),
              new NodeTrust.Rules(Duration.ofMinutes(3), required, Duration.ofMinutes(1), doubts),
              clock,
              new SecureRandom());
        });
    factory.begin();
    factory.nodes.with("node-1", room()).with("node-2", room());
  }

  private EndorsementCertificates makers() {
    List<Maker> accepted = MakerStore.read(store);
    revocations = MakerRevocations.in(store, accepted);
    return new EndorsementCertificates(accepted, revocations);
  }

  private static Capacity room() {
    return new Capacity(8, 8192, 100_000);
  }

  @AfterEach
  void end() {
    factory.close();
    policies.close();
    first.close();
    second.close();
  }

  NodeView view(String node) {
    return factory.factory().administration().list(TestingFactory.ADMIN).stream()
        .filter(each -> each.node().name().value().equals(node))
        .findFirst()
        .orElseThrow();
  }

  TrustResult attest() {
    return factory
        .factory()
        .administration()
        .attest(TestingFactory.ADMIN, new NodeName("node-1"))
        .trust()
        .orElseThrow();
  }

  AbstractThrowableAssert<?, ?> enrolmentIsRefused(
      String node, FactoryFault fault, Doubt... accepted) {
    return assertThatThrownBy(() -> factory.enrolAccepting(node, Set.of(accepted)))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  void isRejectedFor(String why) {
    TrustResult result = attest();
    assertThat(result.verdict()).isEqualTo(TrustVerdict.REJECTED);
    assertThat(result.reasons()).anySatisfy(reason -> assertThat(reason).contains(why));
  }

  void isTrusted() {
    assertThat(attest()).returns(TrustVerdict.TRUSTED, TrustResult::verdict);
  }
}
