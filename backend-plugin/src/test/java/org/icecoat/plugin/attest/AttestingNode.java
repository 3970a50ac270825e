package org.icecoat.plugin.attest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.service.configuration.ConfigurationFile;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.eventlog.VerifiedComponents;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.icecoat.trust.tpm.Tpm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A node with a real software TPM, which a test can have happen things to. */
abstract class AttestingNode {
  static final int PCR = 13;
  static final byte[] TLS_KEY = "a public key".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path makers;
  static TestingSwtpm swtpm;

  @TempDir Path folder;
  final SecureRandom random = new SecureRandom();
  final ChallengeBook book =
      new ChallengeBook(Clock.systemUTC(), random, Duration.ofMinutes(1), 10);
  Tpm tpm;
  BusyTpm busy;
  NodeAttester node;

  @BeforeAll
  static void makeTpm() {
    swtpm = TestingTpmMaker.in(makers.resolve("maker")).manufacture("node1");
  }

  @AfterAll
  static void stopTpm() {
    swtpm.close();
  }

  @BeforeEach
  void boot() throws IOException {
    swtpm.reboot();
    Files.writeString(folder.resolve("rules"), "as they were");
    tpm = swtpm.open();
    busy = new BusyTpm(tpm);
    node = attester();
  }

  @AfterEach
  void stop() {
    tpm.close();
  }

  VerifiedComponents proved() {
    Challenge asked = challenge("node1");
    Attestation answer = answer(asked);
    VerifiedQuote quote = verify(answer, asked).accepted().orElseThrow();
    return VerifiedComponents.verify(answer.evidence().logs().components(), quote, PCR)
        .accepted()
        .orElseThrow();
  }

  Attestation answer(Challenge asked) {
    return node.attest(
        asked.nonce(), asked.session(), selection(), ImaFrom.FIRST, Optional.empty());
  }

  Challenge challenge(String name) {
    Sha256 key = Sha256.of(HashAlgorithm.SHA256.hash(Octets.of(TLS_KEY)).bytes());
    return book.issue(new NodeName(name), new Challenge.Session("testing"), key);
  }

  Verdict<VerifiedQuote> verify(Attestation answer, Challenge asked) {
    return new QuoteVerifier(book)
        .verify(
            answer.evidence(), new QuoteExpectation(key(), selection(), Optional.empty()), asked);
  }

  AttestationKey key() {
    TpmName name = node.identity().attestationKey().name();
    return AttestationKey.judge(
            node.identity().attestationKey(), TpmName.qualified(Hierarchy.ENDORSEMENT, name))
        .accepted()
        .orElseThrow();
  }

  static PcrSelection selection() {
    return PcrSelection.of(PcrBank.SHA256, 0, 7, PCR);
  }

  Octets pcr() {
    return tpm.readPcrs(PcrSelection.of(PcrBank.SHA256, PCR)).value(PCR);
  }

  static Sha256 digest(VerifiedComponents proved, String name) {
    return digests(proved, name).get(0);
  }

  static List<Sha256> digests(VerifiedComponents proved, String name) {
    return proved.components().stream()
        .filter(component -> component.name().equals(name))
        .map(MeasuredComponent::digest)
        .toList();
  }

  static Sha256 sha256(String text) {
    return Sha256.of(
        HashAlgorithm.SHA256.hash(Octets.of(text.getBytes(StandardCharsets.UTF_8))).bytes());
  }

  NodeAttester attester() throws IOException {
    Path file = folder.resolve("node.yaml");
    Files.createDirectories(folder.resolve("node"));
    Files.writeString(
        file,
        """
        name: node1
        server: {host: localhost, port: 0, certificate: hostcert.pem, key: hostkey.pem}
        trust: {directory: /etc/grid-security/certificates}
        factory: {dn: "CN=factory", events: "https://localhost:1/node-events"}
        folder: node
        capacity: {cpus: 4, memory-mib: 1024, disk-mib: 1024}
        tpm: {tcti: "%s", firmware-log: none, ima-log: ima, measure: {rules: rules}}
        """
            .formatted(swtpm.tcti()));
    PluginConfiguration configuration = ConfigurationFile.read(file, PluginConfiguration.class);
    return new NodeAttester(busy.seen(), configuration, file, () -> TLS_KEY, Clock.systemUTC());
  }
}
