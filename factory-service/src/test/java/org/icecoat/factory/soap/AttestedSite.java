package org.icecoat.factory.soap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.icecoat.factory.attest.TestingAttester;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.PolicySigner;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A site whose factory has its node prove itself, and a software TPM for that node. */
abstract class AttestedSite {
  @TempDir static Path makers;
  static TestingSwtpm swtpm;

  @TempDir Path folder;
  TestingSite site;
  private TestingGrid grid;

  @BeforeAll
  static void makeTpm() throws Exception {
    TestingTpmMaker maker = TestingTpmMaker.in(makers.resolve("a"));
    swtpm = maker.manufacture("1");
    Path accepted = Files.createDirectories(makers.resolve("store/emulated/testing"));
    Files.write(accepted.resolve("root.der"), maker.root().getEncoded());
    Files.write(accepted.resolve("issuer.der"), maker.issuer().getEncoded());
  }

  @AfterAll
  static void stopTpm() {
    swtpm.close();
  }

  @BeforeEach
  void begin() throws IOException {
    grid = TestingGrid.create(folder, Clock.systemUTC());
    Files.createDirectories(folder.resolve("policies"));
    Files.write(folder.resolve("policies/site.pem"), signed(1, "good", "Admin"));
    site =
        new TestingSite(
            folder,
            grid,
            """
            attestation:
              makers: %s
              policies: policies
              policy: site
              signers: ['%s']
            """
                .formatted(makers.resolve("store"), TestingSite.dn("Admin")));
  }

  /** A policy that allows the node to have just these rules, signed by somebody. */
  byte[] signed(int version, String rules, String commonName) {
    return signed(policy(version, rules), commonName);
  }

  static String policy(int version, String rules) {
    return """
        name: site
        version: %d
        maximal-age: 10m
        tpms: {classes: [emulated], makers: [any]}
        pcrs: {bank: sha256, quoted: [{pcr: %d, by-log: components}]}
        components: [{name: rules, digests: ['%s']}]
        ima: none
        """
        .formatted(version, TestingAttester.PCR, TestingAttester.sha256(rules));
  }

  byte[] signed(String policy, String commonName) {
    TestingCredential signer = grid.user(commonName);
    PemCredential credential =
        PemCredential.read(
            signer.writeCertificate(folder.resolve("signer.pem")),
            signer.writeKey(folder.resolve("signer.key")),
            PassphraseSource.NONE);
    Octets yaml = Octets.of(policy.getBytes(StandardCharsets.UTF_8));
    return new PolicySigner(Clock.systemUTC()).sign(PolicyDocument.read(yaml), credential).bytes();
  }

  @AfterEach
  void end() {
    site.close();
  }

  /** Enrols the node, which runs what the policy allows. */
  TestingAttester enrolled() throws Exception {
    TestingAttester attester = new TestingAttester(swtpm);
    attester.boot(() -> attester.measure("rules", "good"));
    attester.ownKey = site.nodeKey();
    site.plugin.with(attester);
    var unused = site.enrolled();
    return attester;
  }
}
