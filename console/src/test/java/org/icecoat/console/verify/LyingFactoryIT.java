package org.icecoat.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.proof.TestingLoggedImage;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.junit.jupiter.api.Test;

/** What a factory between client and node may try. */
class LyingFactoryIT extends VerifyFixture {
  @Test
  void a_replayed_answer_is_refuted() {
    List<GetEvidenceResponse> kept = new ArrayList<>();
    relaying(
        request -> {
          kept.add(node.answer(request));
          return kept.get(kept.size() - 1);
        });
    verify();
    relaying(
        request -> {
          GetEvidenceResponse fresh = node.answer(request);
          fresh.setEvidence(kept.get(0).getEvidence());
          fresh.setStatement(kept.get(0).getStatement());
          return fresh;
        });
    assertRefuted("quote", "another challenge");
    assertThat(verify().out()).containsPattern("\nsoftware +unproved +no right quote");
  }

  @Test
  void what_the_software_is_refuted_for_is_told_beside_a_quote_that_is_refuted() {
    node.measure("evil");
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          answer.setNode("node-2");
          return answer;
        });
    assertRefuted("quote", "another challenge");
    assertRefuted("software", "COMPONENT_CHANGED");
    relaying(request -> wronglySigned(node.answer(request)));
    assertRefuted("quote", "signature is wrong");
    assertRefuted("software", "COMPONENT_CHANGED");
    assertThat(verify().out()).doesNotContainPattern("\n(quote|software|VM) +(proved|stated)");
  }

  private static GetEvidenceResponse wronglySigned(GetEvidenceResponse answer) {
    Evidence right = Evidence.parse(Octets.of(answer.getEvidence()));
    byte[] signature = right.quote().signature().bytes();
    signature[signature.length - 1] ^= 1;
    Evidence wrong =
        new Evidence(
            right.attestationKey(),
            new SignedAttestation(right.quote().attest(), Octets.of(signature)),
            right.pcrValues(),
            right.logs());
    answer.setEvidence(wrong.encoded().bytes());
    return answer;
  }

  @Test
  void what_another_node_says_of_another_vm_is_refuted() {
    relaying(otherNode()::answer);
    assertRefuted("quote", "something of another VM");
  }

  @Test
  void evidence_of_one_node_under_the_keys_of_another_is_refuted() {
    TestingVmNode otherNode = otherNode();
    otherNode.statement = node.statement;
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          answer.setEvidence(otherNode.answer(request).getEvidence());
          return answer;
        });
    assertRefuted("quote", "not the attestation key");
  }

  @Test
  void another_nodes_name_cannot_be_given_to_an_answer() {
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          answer.setNode("node-2");
          return answer;
        });
    assertRefuted("quote", "another challenge");
  }

  @Test
  void keys_of_two_tpms_are_refuted() {
    TestingVmNode otherNode = otherNode();
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          if (answer.getKeys() != null) {
            answer.getKeys().setAttestationKey(otherNode.keys().getAttestationKey());
          }
          return answer;
        });
    assertRefuted("keys", "do not lie in one TPM");
  }

  @Test
  void a_secret_in_the_clear_does_not_show_that_it_was_opened_for_this_question() {
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          if (request.getCredential() != null) {
            answer.setOpened(node.secret(request.getCredential()));
          }
          return answer;
        });
    assertRefuted("keys", "did not open a secret made for both its keys");
  }

  @Test
  void a_secret_that_was_opened_for_another_question_is_refuted() {
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          if (request.getCredential() != null) {
            byte[] nonce = request.getNonce();
            nonce[0] ^= 1;
            byte[] secret = node.secret(request.getCredential());
            answer.setOpened(VmVerifier.opened(Octets.of(nonce), secret).bytes());
          }
          return answer;
        });
    assertRefuted("keys", "did not open a secret made for both its keys");
  }

  @Test
  void a_tpm_of_an_unknown_maker_is_refuted() {
    try (TestingVmNode stranger = new TestingVmNode(foreign, "node-1", VM, ALICE, id())) {
      stranger.boot("good");
      relaying(stranger::answer);
      assertRefuted("TPM", "signature in the chain");
    }
  }

  @Test
  void a_tpm_without_a_certificate_is_refuted() {
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          if (answer.getKeys() != null) {
            answer.getKeys().getEndorsementKey().get(0).setCertificate(null);
          }
          return answer;
        });
    assertRefuted("TPM", "no certificate of its maker");
  }

  @Test
  void a_node_that_was_made_up_with_a_key_of_software_proves_nothing() {
    TestingAttester key = new TestingAttester();
    relaying(request -> node.invented(request, key));
    assertRefuted("keys", "do not lie in one TPM");
    icecoat.console().with("ICECOAT_TPM_MAKERS", null);
    Result result = verify();
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out())
        .containsPattern("\nquote +stated +.*by a key that need not lie in a TPM")
        .containsPattern("\nVM +stated +.*whoever says so is not proved to have a TPM")
        .doesNotContainPattern(
            "\n(TPM|keys|quote|clock|software|VM|owner|application|image) +proved");
    assertThat(verify().out())
        .containsPattern("\nclock +stated")
        .doesNotContainPattern("\nclock +proved");
  }

  @Test
  void what_a_node_states_whose_software_nobody_judges_is_not_proved() {
    icecoat.console().with("ICECOAT_POLICY_SIGNERS", null);
    assertStatedOnly(verify());
    icecoat.console().with("ICECOAT_POLICIES", null);
    assertStatedOnly(verify());
  }

  private static void assertStatedOnly(Result result) {
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out())
        .containsPattern("\nquote +proved +.*by the TPM of node-1")
        .containsPattern("\nVM +stated +.*what it runs is not proved")
        .containsPattern("\nowner +stated")
        .containsPattern("\nimage +stated")
        .containsPattern("\nimage: entry +proved")
        .doesNotContainPattern("\n(software|VM|owner|application|image) +proved");
  }

  @Test
  void a_statement_that_was_exchanged_is_refuted() {
    VmStatement better = node.statement;
    node.statement = TestingVmNode.stating(VM, Dn.parse("CN=Mallory,O=Testing Grid,C=XX"), id());
    assertRefuted("owner", "the node runs it for .*Mallory");
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          answer.setStatement(better.encoded().bytes());
          return answer;
        });
    assertRefuted("quote", "another statement");
  }

  @Test
  void an_image_that_is_not_the_one_or_not_in_the_log_is_refuted() {
    TestingLoggedImage unlogged = new TestingLoggedImage("blast");
    icecoat.services().images().showing(unlogged.registered()::answer);
    assertRefuted("image: log", "OTHER_KEY");
    vm.getImage().setId("sha256:" + "5".repeat(64));
    assertRefuted("image", "not what the factory says");
  }

  @Test
  void an_image_that_only_the_factory_speaks_of_is_not_proved() throws IOException {
    Files.delete(home.resolve(".local/state/icecoat/asked/" + VM));
    assertThat(verify().out()).containsPattern("image +unproved +.*as the factory says");
    String image = id().toString();
    assertThat(verify("--image", image).out()).containsPattern("image +proved +" + image);
    Files.writeString(home.resolve("request.yaml"), "image: " + image + "\n");
    assertThat(verify("--file", "request.yaml").out()).containsPattern("image +proved");
  }

  @Test
  void another_registered_image_of_which_the_factory_speaks_itself_is_refuted() throws IOException {
    asked(new ImageRequirements.ById(ImageId.parse("sha256:" + "5".repeat(64))), Optional.empty());
    assertRefuted("image", "you asked for sha256:5555");
    asked(described("blast"), Optional.empty());
    assertThat(verify().out()).containsPattern("image +proved +.*as you asked for it");
    asked(described("hmmer"), Optional.empty());
    assertRefuted("image", "not what you asked for: Its name is blast, not hmmer");
  }

  private static ImageRequirements described(String name) {
    return new ImageRequirements.ByDescription(
        Optional.of(new ImageName(name)),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Line.EMPTY);
  }

  @Test
  void another_application_of_which_the_factory_speaks_itself_is_refuted() throws IOException {
    Sha256 other = TestingVmNode.sha256("another application");
    node.statement = TestingVmNode.running(node.statement, other);
    assertRefuted("application", "the node has " + other + ", the factory speaks of none");
    vm.getApplication().setDigest(other.toString());
    assertRefuted("application", "you handed in none");
    assertThat(verify("--application", other.toString()).out())
        .containsPattern("application +proved +" + other);
    Files.delete(home.resolve(".local/state/icecoat/asked/" + VM));
    assertThat(verify().out()).containsPattern("application +unproved");
    assertThat(verify("--application", "mine").status()).isEqualTo(2);
  }
}
