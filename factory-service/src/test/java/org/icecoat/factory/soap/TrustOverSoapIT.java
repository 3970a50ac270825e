package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.ListNodes;
import org.icecoat.wire.administration.NodeNameRequestType;
import org.icecoat.wire.administration.NodeRecordType;
import org.icecoat.wire.administration.NodeTrustType;
import org.icecoat.wire.administration.TpmClassType;
import org.icecoat.wire.administration.TrustVerdictType;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes prove themselves over the wire, to a factory that has it in its file. */
class TrustOverSoapIT {
  @TempDir static Path makers;
  private static TestingSwtpm swtpm;

  @TempDir Path folder;
  private TestingSite site;

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
    TestingGrid grid = TestingGrid.create(folder, Clock.systemUTC());
    Files.createDirectories(folder.resolve("policies"));
    Files.write(folder.resolve("policies/site.pem"), signed(grid.user("Admin")));
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

  private byte[] signed(TestingCredential signer) {
    String policy =
        """
        name: site
        version: 1
        maximal-age: 10m
        tpms: {classes: [emulated], makers: [any]}
        pcrs: {bank: sha256, quoted: [{pcr: %d, by-log: components}]}
        components: [{name: rules, digests: ['%s']}]
        ima: none
        """
            .formatted(TestingAttester.PCR, TestingAttester.sha256("good"));
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

  @Test
  void a_node_is_enrolled_attested_and_found_out() throws Exception {
    try (TestingAttester attester = new TestingAttester(swtpm);
        Ports ports = site.as("Admin")) {
      attester.boot(() -> attester.measure("rules", "good"));
      attester.ownKey = site.nodeKey();
      site.plugin.with(attester);
      var unused = site.enrolled();
      Administration administration =
          ports.port(TestingSite.ADMINISTRATION, site.at("/administration"));
      NodeRecordType node = administration.listNodes(new ListNodes()).getNode().get(0);
      assertThat(node.getTpm().getTpmClass()).isEqualTo(TpmClassType.EMULATED);
      assertThat(node.getTrust().getReason()).isEmpty();
      assertThat(node.getTrust().getVerdict()).isEqualTo(TrustVerdictType.TRUSTED);
      attester.measure("rules", "evil");
      NodeNameRequestType again = new NodeNameRequestType();
      again.setNode("node-1");
      NodeTrustType trust = administration.attestNode(again).getNode().getTrust();
      assertThat(trust.getVerdict()).isEqualTo(TrustVerdictType.REJECTED);
      assertThat(trust.getReason())
          .anySatisfy(reason -> assertThat(reason).contains("rules is sha256:"));
    }
  }

  @Test
  void a_node_without_a_tpm_is_not_enrolled() {
    assertThatThrownBy(() -> site.enrolled()).hasMessageContaining("TPM");
  }
}
