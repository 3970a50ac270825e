package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.attest.TestingAttester;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.vm.VerifiedVm;
import org.icecoat.trust.evidence.vm.VmAnswer;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.PolicySigner;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;
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
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes prove themselves over the wire, to a factory that has it in its file. */
class TrustOverSoapIT {
  private static final PcrSelection SELECTION =
      PcrSelection.of(PcrBank.SHA256, 0, TestingAttester.PCR);

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
  void the_owner_of_a_vm_has_its_node_prove_what_it_runs() throws Exception {
    try (TestingAttester attester = new TestingAttester(swtpm);
        Ports alice = site.plainlyAs("Alice");
        Ports bob = site.plainlyAs("Bob")) {
      attester.boot(() -> attester.measure("rules", "good"));
      attester.ownKey = site.nodeKey();
      site.plugin.with(attester);
      var unused = site.enrolled();
      VmId vm = site.running(alice);
      VmVerifier verifier =
          new VmVerifier(Clock.systemUTC(), new SecureRandom(), Duration.ofMinutes(1));
      VmVerifier.Question question = verifier.ask(vm);
      TrustedVm port = alice.port(TestingSite.VM, site.at("/vm/" + vm));
      GetEvidenceResponse answer = port.getEvidence(request(question));
      PublicArea key = PublicArea.parseSized(Octets.of(answer.getKeys().getAttestationKey()));
      Verdict<VerifiedVm> verdict =
          verifier.verify(
              question,
              new VmAnswer(
                  new NodeName(answer.getNode()),
                  Sha256.parse(answer.getTlsKey()),
                  Evidence.parse(Octets.of(answer.getEvidence())),
                  Octets.of(answer.getStatement())),
              AttestationKey.judge(
                      key, TpmName.qualified(TpmName.Hierarchy.ENDORSEMENT, key.name()))
                  .accepted()
                  .orElseThrow(),
              SELECTION);
      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.accepted().orElseThrow().statement().owner())
          .isEqualTo(TestingSite.dn("Alice"));
      TrustedVm foreign = bob.port(TestingSite.VM, site.at("/vm/" + vm));
      assertThatThrownBy(() -> foreign.getEvidence(request(verifier.ask(vm))))
          .isInstanceOf(ResourceUnknownFault.class);
      site.plugin.withoutTpm();
      assertThatThrownBy(() -> port.getEvidence(request(verifier.ask(vm))))
          .isInstanceOfSatisfying(
              NotFoundFault.class,
              fault -> assertThat(fault.getFaultInfo().getSubject()).isEqualTo("TPM"));
      GetEvidence bad = request(verifier.ask(vm));
      bad.setNonce(new byte[31]);
      assertThatThrownBy(() -> port.getEvidence(bad)).isInstanceOf(InvalidRequestFault.class);
    }
  }

  private static GetEvidence request(VmVerifier.Question question) {
    GetEvidence request = new GetEvidence();
    request.setNonce(question.nonce().bytes());
    request.getPcr().addAll(SELECTION.indexes());
    return request;
  }

  @Test
  void a_node_without_a_tpm_is_not_enrolled() {
    assertThatThrownBy(() -> site.enrolled()).hasMessageContaining("TPM");
  }
}
