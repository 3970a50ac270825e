package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.OnDoubt;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.trust.TrustVerdict;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.policy.PolicyFolder;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.Maker;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingImaLog;
import org.icecoat.trust.testing.TestingMaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A factory, a policy that asks for files, and a node that lists some. */
abstract class ListedSite {
  private static final PolicyName SITE = new PolicyName("site");
  static final NodeAddress NODE =
      new NodeAddress(
          new NodeName("node-1"),
          URI.create("https://node-1:8443/plugin"),
          Dn.parse("CN=node-1,O=Grid"));

  private static final Maker MAKER = new TestingMaker("testing").accepted(TpmClass.EMULATED);

  @TempDir Path folder;
  final TestingClock clock = new TestingClock(Instant.now());
  final TestingListedNode node = new TestingListedNode();
  TestingPolicies policies;
  PolicyFolder inForce;
  Database database;
  NodeTrust trust;

  DatabaseConfiguration emptyDatabase() throws Exception {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }

  @BeforeEach
  void enrol() throws Exception {
    policies = new TestingPolicies(folder, clock);
    policies.put("site.pem", policy("site", 1, "01"));
    database = Database.open(emptyDatabase(), "db/factory");
    assertThat(new NodeTpmStore(database.jdbi()).enrol(NODE, tpm())).isEmpty();
    trust = startedFactory();
  }

  EnrolledTpm tpm() {
    return new EnrolledTpm(
        NODE.name(),
        List.of(TestingAttester.sha256("an endorsement key")),
        new ProvenTpm(TpmClass.EMULATED, "testing", MAKER.fingerprints()),
        "made of Java",
        node.tpm.enrolled(),
        clock.instant());
  }

  NodeTrust startedFactory() {
    inForce = policies.read(database);
    EndorsementCertificates makers = new EndorsementCertificates(List.of(MAKER));
    return new NodeTrust(
        new NodeTpmStore(database.jdbi()),
        new NodeTrustStore(database.jdbi()),
        new NodeTrust.Verifier(
            node,
            makers,
            new PolicyAppraisal(inForce.policies(), SITE, makers, clock),
            new NodeTrust.Rules(
                Duration.ofMinutes(3),
                true,
                Duration.ofMinutes(1),
                new DoubtRules(OnDoubt.ASK, OnDoubt.ASK)),
            clock,
            new SecureRandom()));
  }

  @AfterEach
  void close() {
    database.close();
    policies.close();
  }

  static String policy(String name, int version, String good) {
    return """
        name: %s
        version: %d
        maximal-age: 10m
        tpms: {classes: [emulated], makers: [any]}
        pcrs: {bank: sha256, quoted: [%s, {pcr: 10, by-log: ima}]}
        ima: {files: {/bin/good: ['sha256:%s']}, excluded: [/var/tmp/]}
        """
        .formatted(name, version, TestingImaLog.UNMEASURED_BOOT, good.repeat(32));
  }

  TrustResult attest() {
    clock.advance(Duration.ofSeconds(10));
    return trust.attest(NODE).get(SITE);
  }

  void isTrusted() {
    TrustResult result = attest();
    assertThat(result.reasons()).isEmpty();
    assertThat(result.verdict()).isEqualTo(TrustVerdict.TRUSTED);
  }

  void isRejectedFor(String... reasons) {
    TrustResult result = attest();
    assertThat(result.verdict()).isEqualTo(TrustVerdict.REJECTED);
    assertThat(result.reasons()).hasSize(reasons.length);
    for (int i = 0; i < reasons.length; i++) {
      assertThat(result.reasons().get(i)).contains(reasons[i]);
    }
  }

  /** Of the first line that was asked for, each time since the last look. */
  void wasAskedAfter(Long... lines) {
    assertThat(node.asked).containsExactly(lines);
    node.asked.clear();
  }

  /** Without the lines after the first so many. */
  Octets upTo(int lines, ImaFrom from) {
    return node.kernel.part(from, lines - (int) from.lines()).ima();
  }

  static Evidence.Logs with(Evidence.Logs logs, Octets lines, ImaFrom from) {
    return new Evidence.Logs(logs.firmware(), logs.components(), lines, from, logs.more());
  }
}
