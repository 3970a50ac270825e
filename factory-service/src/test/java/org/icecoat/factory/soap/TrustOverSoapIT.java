package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.attest.TestingAttester;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.binding.CredentialChallenge;
import org.icecoat.trust.evidence.vm.VerifiedVm;
import org.icecoat.trust.evidence.vm.VmAnswer;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.policy.appraisal.Measurements;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.testing.TestingImaLog;
import org.icecoat.wire.administration.ActivatePolicy;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.GetNodeEvidence;
import org.icecoat.wire.administration.ListNodes;
import org.icecoat.wire.administration.ListPolicies;
import org.icecoat.wire.administration.NodeNameRequestType;
import org.icecoat.wire.administration.NodeRecordType;
import org.icecoat.wire.administration.NodeTrustType;
import org.icecoat.wire.administration.PolicyRecordType;
import org.icecoat.wire.administration.TpmClassType;
import org.icecoat.wire.administration.TrustVerdictType;
import org.icecoat.wire.factory.NodeStandingType;
import org.icecoat.wire.factory.NodeStandingVerdictType;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wire.types.EncryptedCredentialType;
import org.icecoat.wire.types.EndorsementKeyType;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.icecoat.wire.vm.TpmKeysType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.Test;

/** Nodes prove themselves over the wire, to a factory that has it in its file. */
class TrustOverSoapIT extends AttestedSite {
  private static final PcrSelection SELECTION =
      PcrSelection.of(PcrBank.SHA256, 0, TestingAttester.PCR);

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
      assertThat(node.getTrust().getAge()).isBetween(Duration.ZERO, Duration.ofMinutes(2));
      assertThat(node.getSummary().getTrust())
          .returns(NodeStandingVerdictType.TRUSTED, NodeStandingType::getVerdict)
          .returns(node.getTrust().getPolicy(), NodeStandingType::getPolicy)
          .returns(node.getTrust().getAt(), NodeStandingType::getAt)
          .returns(node.getTrust().getEvidence(), NodeStandingType::getEvidence);
      assertThat(node.getSummary().getTrust().getAge())
          .isBetween(Duration.ZERO, Duration.ofMinutes(2));
      attester.measure("rules", "evil");
      NodeNameRequestType again = new NodeNameRequestType();
      again.setNode("node-1");
      NodeRecordType found = administration.attestNode(again).getNode();
      assertThat(found.getTrust().getVerdict()).isEqualTo(TrustVerdictType.REJECTED);
      assertThat(found.getTrust().getReason())
          .anySatisfy(reason -> assertThat(reason).contains("rules is sha256:"));
      assertThat(found.getSummary().getTrust().getReason()).isEqualTo(found.getTrust().getReason());
    }
  }

  @Test
  void a_node_that_answers_without_evidence_is_not_trusted_any_more() throws Exception {
    try (TestingAttester attester = enrolled();
        Ports ports = site.as("Admin")) {
      Administration administration =
          ports.port(TestingSite.ADMINISTRATION, site.at("/administration"));
      NodeNameRequestType again = new NodeNameRequestType();
      again.setNode("node-1");
      assertThat(administration.attestNode(again).getNode().getTrust().getVerdict())
          .isEqualTo(TrustVerdictType.TRUSTED);
      site.plugin.hollow = true;
      NodeTrustType trust = administration.attestNode(again).getNode().getTrust();
      assertThat(trust.getVerdict()).isEqualTo(TrustVerdictType.REJECTED);
      assertThat(trust.getReason())
          .singleElement()
          .asString()
          .startsWith("Its evidence cannot be read");
      assertThat(attester).isNotNull();
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
              new QuoteExpectation(
                  AttestationKey.judge(
                          key, TpmName.qualified(TpmName.Hierarchy.ENDORSEMENT, key.name()))
                      .accepted()
                      .orElseThrow(),
                  SELECTION,
                  Optional.empty()));
      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.accepted().orElseThrow().statement().owner())
          .isEqualTo(TestingSite.dn("Alice"));
      byte[] secret = new byte[32];
      GetEvidence opening = request(verifier.ask(vm));
      opening.setCredential(credential(answer.getKeys(), secret));
      assertThat(port.getEvidence(opening).getOpened())
          .isEqualTo(VmVerifier.opened(Octets.of(opening.getNonce()), secret).bytes())
          .isNotEqualTo(secret);
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

  private static EncryptedCredentialType credential(TpmKeysType keys, byte[] secret) {
    EndorsementKeyType key = keys.getEndorsementKey().get(0);
    EncryptedCredential made =
        CredentialChallenge.make(
            PublicArea.parseSized(Octets.of(key.getPublicArea())),
            PublicArea.parseSized(Octets.of(keys.getAttestationKey())).name(),
            secret,
            new SecureRandom());
    EncryptedCredentialType wire = new EncryptedCredentialType();
    wire.setTemplate(key.getTemplate());
    wire.setIdObject(made.idObject().bytes());
    wire.setSecret(made.secret().bytes());
    return wire;
  }

  private static GetEvidence request(VmVerifier.Question question) {
    GetEvidence request = new GetEvidence();
    request.setNonce(question.nonce().bytes());
    request.getPcr().addAll(SELECTION.indexes());
    return request;
  }

  @Test
  void evidence_is_fetched_and_a_policy_activated_over_the_wire() throws Exception {
    try (TestingAttester attester = new TestingAttester(swtpm);
        Ports ports = site.as("Admin")) {
      attester.boot(() -> attester.measure("rules", "better"));
      attester.ownKey = site.nodeKey();
      site.plugin.with(attester);
      var unused = site.enrolled();
      Administration administration =
          ports.port(TestingSite.ADMINISTRATION, site.at("/administration"));
      assertThat(trust(administration).getVerdict()).isEqualTo(TrustVerdictType.REJECTED);
      GetNodeEvidence fetch = new GetNodeEvidence();
      fetch.setNode("node-1");
      Octets evidence = Octets.of(administration.getNodeEvidence(fetch).getEvidence());
      assertThat(Measurements.claimed(Evidence.parse(evidence)).findings()).isEmpty();
      fetch.setDigest(trust(administration).getEvidence());
      Octets judged = Octets.of(administration.getNodeEvidence(fetch).getEvidence());
      assertThat(Evidence.parse(judged).digest()).hasToString(fetch.getDigest());
      fetch.setDigest("sha256:" + "0".repeat(64));
      assertThatThrownBy(() -> administration.getNodeEvidence(fetch))
          .isInstanceOfSatisfying(
              NotFoundFault.class,
              fault -> assertThat(fault.getFaultInfo().getSubject()).isEqualTo(fetch.getDigest()));
      List<PolicyRecordType> active =
          administration.activatePolicy(brought(signed(2, "better", "Admin"))).getPolicy();
      assertThat(active).extracting(PolicyRecordType::getVersion).containsExactly(2, 1);
      assertThat(active.get(0).getUntil()).isNull();
      assertThat(active.get(0).isUsual()).isTrue();
      assertThat(active.get(0).getSigner()).isEqualTo(TestingSite.dn("Admin").toString());
      assertThat(administration.listPolicies(new ListPolicies()).getPolicy()).hasSize(2);
      NodeNameRequestType again = new NodeNameRequestType();
      again.setNode("node-1");
      assertThat(administration.attestNode(again).getNode().getTrust().getVerdict())
          .isEqualTo(TrustVerdictType.TRUSTED);
    }
  }

  @Test
  void a_list_of_files_comes_in_answers_of_twelve_mebibytes_and_then_from_where_it_was()
      throws Exception {
    try (TestingAttester attester = enrolled();
        Ports ports = site.as("Admin")) {
      String longest = "/var/tmp/" + "x".repeat(125_000);
      for (int line = 0; line < 101; line++) {
        attester.use(longest);
      }
      site.plugin.lines = 100;
      Administration administration =
          ports.port(TestingSite.ADMINISTRATION, site.at("/administration"));
      String policy =
          policy(2, "good")
              .replace(
                  "quoted: [",
                  "quoted: [%s, {pcr: 10, by-log: ima}, ".formatted(TestingImaLog.UNMEASURED_BOOT))
              .replace("ima: none", "ima: {files: {/sh: ['DIGEST']}, excluded: [/var/tmp/]}")
              .replace("DIGEST", TestingAttester.sha256("sh").toString());
      var unused = administration.activatePolicy(brought(signed(policy, "Admin")));
      NodeNameRequestType again = new NodeNameRequestType();
      again.setNode("node-1");
      for (int time = 0; time < 2; time++) {
        NodeTrustType trust = administration.attestNode(again).getNode().getTrust();
        assertThat(trust.getReason()).isEmpty();
        assertThat(trust.getPolicy()).isEqualTo("site version 2");
      }
      GetNodeEvidence fetch = new GetNodeEvidence();
      fetch.setNode("node-1");
      fetch.setDigest(trust(administration).getEvidence());
      Octets kept = Octets.of(administration.getNodeEvidence(fetch).getEvidence());
      assertThat(Evidence.parse(kept).logs().from().lines()).isEqualTo(102);
    }
  }

  private static NodeTrustType trust(Administration administration) throws Exception {
    return administration.listNodes(new ListNodes()).getNode().get(0).getTrust();
  }

  @Test
  void the_end_of_the_version_before_is_as_asked_unless_it_is_absurd() throws Exception {
    try (Ports ports = site.as("Admin")) {
      Administration administration =
          ports.port(TestingSite.ADMINISTRATION, site.at("/administration"));
      ActivatePolicy request = brought(signed(2, "good", "Admin"));
      request.setUntil(Instant.parse("2020-01-01T00:00:00Z"));
      isRefused(administration, request, "Policy", "has passed already");
      request.setUntil(Instant.parse("2126-01-01T00:00:00Z"));
      isRefused(administration, request, "Policy", "more than 90 days away");
      request.setUntil(null);
      request.setRollOut(Duration.ofDays(400));
      isRefused(administration, request, "RollOut", "0 s to 90 days");
      request.setRollOut(Duration.ofDays(2));
      Instant end = administration.activatePolicy(request).getPolicy().get(1).getUntil();
      assertThat(end).isAfter(Instant.now().plus(Duration.ofHours(47)));
      request.setRollOut(Duration.ZERO);
      assertThat(administration.activatePolicy(request).getPolicy()).hasSize(1);
      request.setRollOut(Duration.ofHours(1));
      isRefused(administration, request, "Policy", "The version before has ended");
    }
  }

  private static void isRefused(
      Administration administration, ActivatePolicy request, String field, String why) {
    assertThatThrownBy(() -> administration.activatePolicy(request))
        .isInstanceOfSatisfying(
            InvalidRequestFault.class,
            fault -> assertThat(fault.getFaultInfo().getField()).isEqualTo(field))
        .hasMessageContaining(why);
  }

  private static ActivatePolicy brought(byte[] policy) {
    ActivatePolicy request = new ActivatePolicy();
    request.setPolicy(policy);
    return request;
  }

  @Test
  void a_policy_of_somebody_else_is_refused_with_the_reason() {
    try (Ports ports = site.as("Admin")) {
      Administration administration =
          ports.port(TestingSite.ADMINISTRATION, site.at("/administration"));
      assertThatThrownBy(() -> administration.activatePolicy(brought(signed(2, "evil", "Mallory"))))
          .isInstanceOfSatisfying(
              InvalidRequestFault.class,
              fault -> assertThat(fault.getFaultInfo().getField()).isEqualTo("Policy"))
          .hasMessageContaining("The signer may not sign policies here");
    }
  }

  @Test
  void a_node_without_a_tpm_is_not_enrolled() {
    assertThatThrownBy(() -> site.enrolled()).hasMessageContaining("TPM");
  }
}
