package org.icecoat.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.Consoles;
import org.icecoat.console.asked.Asked;
import org.icecoat.console.asked.AskedVms;
import org.icecoat.console.proof.TestingLoggedImage;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.signature.PolicySigner;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.icecoat.wire.vm.VmProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client with nothing but its makers, policies and log key, before factories that lie. */
class VerifyVmIT {
  private static final VmId VM = VmId.parse(TestingVms.FIRST);
  private static final VmId OTHER = VmId.parse(TestingVms.SECOND);
  private static final Dn ALICE = Dn.parse("CN=Alice,O=Testing Grid,C=XX");
  private static final String ADMIN = "CN=Admin,O=Testing Grid,C=XX";

  @TempDir static Path makers;
  private static TestingSwtpm one;
  private static TestingSwtpm two;
  private static TestingSwtpm foreign;

  @TempDir private Path home;
  private final TestingLoggedImage image = new TestingLoggedImage("blast");
  private Consoles icecoat;
  private TestingGrid grid;
  private TestingVmNode node;
  private Optional<TestingVmNode> second = Optional.empty();
  private VmProperties vm;

  @BeforeAll
  static void makeTpms() throws IOException, GeneralSecurityException {
    TestingTpmMaker maker = TestingTpmMaker.in(makers.resolve("a"));
    one = maker.manufacture("1");
    two = maker.manufacture("2");
    foreign = TestingTpmMaker.in(makers.resolve("b")).manufacture("3");
    Path known = Files.createDirectories(makers.resolve("store/emulated/testing"));
    Files.write(known.resolve("root.der"), maker.root().getEncoded());
    Files.write(known.resolve("issuer.der"), maker.issuer().getEncoded());
  }

  @AfterAll
  static void stopTpms() {
    one.close();
    two.close();
    foreign.close();
  }

  @BeforeEach
  void services() throws IOException {
    icecoat = new Consoles(home, Instant.now().plusSeconds(60));
    grid = TestingGrid.create(home, icecoat.console().time());
    icecoat
        .console()
        .with("X509_CERT_DIR", grid.certificates().toString())
        .with("X509_USER_PROXY", grid.user("Alice").writeProxy(home.resolve("p")).toString())
        .with("ICECOAT_TPM_MAKERS", makers.resolve("store").toString())
        .with("ICECOAT_POLICIES", "site.pem")
        .with("ICECOAT_POLICY_SIGNERS", ADMIN)
        .with("ICECOAT_STORE_LOG_KEY", image.key().id().toString());
    sign("site.pem", "Admin", "good");
    image.grow("older");
    icecoat.services().images().put(image.registered().wire());
    icecoat.services().images().showing(image::answer);
    vm = icecoat.services().vms().running(TestingVms.FIRST, "search");
    vm.getImage().setId(id().toString());
    node = new TestingVmNode(one, "node-1", VM, ALICE, id());
    node.boot("good");
    relaying(node::answer);
    asked(new ImageRequirements.ById(id()), Optional.empty());
  }

  /** What Alice asked for when she deployed the VM. */
  private void asked(ImageRequirements wanted, Optional<Sha256> application) throws IOException {
    new AskedVms(home.resolve(".local/state/icecoat"))
        .keep(VM, new Asked(Optional.of(wanted), Optional.of(new Asked.Code(application))));
  }

  private ImageId id() {
    return ImageId.parse(image.wire().getManifest().getId());
  }

  private void sign(String file, String signer, String content) throws IOException {
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
            .formatted(TestingVmNode.PCR, TestingVmNode.sha256(content));
    TestingCredential credential = grid.user(signer);
    PemCredential pem =
        PemCredential.read(
            credential.writeCertificate(home.resolve("signer.pem.crt")),
            credential.writeKey(home.resolve("signer.key")),
            PassphraseSource.NONE);
    Octets yaml = Octets.of(policy.getBytes(StandardCharsets.UTF_8));
    Files.write(
        home.resolve(file),
        new PolicySigner(icecoat.console().time()).sign(PolicyDocument.read(yaml), pem).bytes());
  }

  private void relaying(TestingVms.Relay factory) {
    icecoat.services().vms().relaying(factory);
  }

  @AfterEach
  void stop() {
    node.close();
    second.ifPresent(TestingVmNode::close);
  }

  private TestingVmNode otherNode() {
    TestingVmNode other = new TestingVmNode(two, "node-2", OTHER, ALICE, id());
    other.boot("good");
    second = Optional.of(other);
    return other;
  }

  @Test
  void everything_that_can_be_proved_is_and_the_rest_is_told() {
    Result result = verify();
    assertThat(result.status()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .containsPattern("^vm-7f3a09c2: \\d+ of \\d+ claims are proved, none is refuted\n")
        .containsPattern("TPM +proved +00001014 swtpm .*, certified by the maker testing")
        .containsPattern("hardware +unproved +the TPM is software")
        .containsPattern("keys +proved")
        .containsPattern("policy +proved +site version 1, signed by " + ADMIN)
        .containsPattern("quote +proved +made now, for this question, by the TPM of node-1")
        .containsPattern("clock +unproved +this TPM was not verified here before")
        .containsPattern("software +proved +as site version 1 asks")
        .containsPattern("files +unproved +.*IMA")
        .containsPattern("VM +proved +vm-7f3a09c2 in placement 1 is running there")
        .containsPattern("owner +proved +CN=Alice")
        .containsPattern("image +proved +" + id() + ", the one that you asked for")
        .containsPattern("image: manifest +proved +.*blast 1")
        .containsPattern("image: entry +proved +entry 1, ")
        .containsPattern("image: history +unproved");
    assertThat(result.err()).contains("asking its node for proof");
  }

  @Test
  void it_is_told_in_json_and_the_evidence_is_kept() throws IOException {
    Result result = verify("--json", "--evidence-out", "node.evidence");
    Evidence evidence =
        Evidence.parse(Octets.of(Files.readAllBytes(home.resolve("node.evidence"))));
    assertThat(result.out())
        .contains("\"handle\" : \"vm-7f3a09c2\"")
        .contains("\"refuted\" : false")
        .contains("\"evidence\" : \"" + evidence.digest() + "\"")
        .contains("\"result\" : \"PROVED\"");
  }

  @Test
  void without_makers_and_policies_nothing_is_proved_of_tpm_and_software() {
    icecoat
        .console()
        .with("ICECOAT_TPM_MAKERS", null)
        .with("ICECOAT_POLICIES", null)
        .with("ICECOAT_STORE_LOG_KEY", null);
    Result result = verify();
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out())
        .containsPattern("TPM +unproved")
        .containsPattern("policy +unproved")
        .containsPattern("software +unproved")
        .containsPattern("image: key +unproved")
        .doesNotContainPattern("(TPM|keys|policy|software|image: entry) +proved");
  }

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

  @Test
  void changed_software_is_refuted_with_its_reason() {
    node.measure("evil");
    assertRefuted("software", "COMPONENT_CHANGED");
  }

  @Test
  void a_policy_that_nobody_or_somebody_else_signed_is_none() throws IOException {
    sign("site.pem", "Mallory", "good");
    assertRefuted("policy", "Mallory");
    Files.writeString(home.resolve("site.pem"), "name: site\nversion: 1\n");
    assertRefuted("policy", "site.pem is none to rely on");
  }

  @Test
  void of_a_folder_of_policies_one_that_accepts_is_enough() throws IOException {
    Files.createDirectories(home.resolve("all"));
    sign("all/site.pem", "Admin", "good");
    sign("all/other.cms", "Mallory", "good");
    Result result = verify("--policies", "all");
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out())
        .containsPattern("policy +unproved +other.cms is none to rely on")
        .containsPattern("software +proved");
  }

  @Test
  void a_node_that_boots_between_the_questions_proves_itself_all_the_same() {
    List<GetEvidence> asked = new ArrayList<>();
    relaying(
        request -> {
          asked.add(request);
          if (asked.size() == 2) {
            node.boot("good");
          }
          return node.answer(request);
        });
    Result result = verify();
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).getNonce()).isNotEqualTo(asked.get(1).getNonce());
  }

  @Test
  void a_tpm_s_clock_goes_on_from_one_verification_to_the_next_and_never_back() throws IOException {
    verify();
    assertThat(verify().out()).containsPattern("clock +proved +it has gone on");
    node.boot("good");
    assertThat(verify().out()).containsPattern("clock +proved +the node has booted since");
    Path remembered = home.resolve(".local/state/icecoat/tpm-clocks");
    String[] seen = Files.readString(remembered).strip().split(" ", -1);
    Files.writeString(
        remembered,
        String.join(" ", seen[0], seen[1], "" + (Long.parseLong(seen[2]) + 1), "0", "true"));
    assertRefuted("quote", "an old state was restored");
    assertThat(Files.readString(remembered))
        .contains(" " + (Long.parseLong(seen[2]) + 1) + " 0 ")
        .endsWith(" restored\n");
    node.boot("good");
    node.boot("good");
    assertRefuted("clock", "this TPM has shown an old state here");
    String[] now = Files.readString(remembered).strip().split(" ", -1);
    Files.writeString(
        remembered,
        String.join(" ", now[0], Long.toString(Long.MAX_VALUE), now[2], now[3], "true"));
    assertRefuted("quote", "clock");
    Files.writeString(remembered, "changed\n");
    Result changed = verify();
    assertThat(changed.status()).isEqualTo(2);
    assertThat(changed.err()).contains("tpm-clocks cannot be read or was changed");
  }

  @Test
  void what_is_no_answer_at_all_is_refuted() {
    relaying(request -> new GetEvidenceResponse());
    assertRefuted("keys", "no answer");
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          answer.setEvidence(new byte[] {1, 2, 3});
          return answer;
        });
    assertRefuted("quote", "no answer");
  }

  private Result verify(String... more) {
    List<String> words = new ArrayList<>(List.of("verify", "vm-7f3a"));
    words.addAll(List.of(more));
    return icecoat.run(words.toArray(String[]::new));
  }

  private void assertRefuted(String what, String why) {
    Result result = verify();
    assertThat(result.status()).as(result.out() + result.err()).isEqualTo(11);
    assertThat(result.out())
        .startsWith("vm-7f3a09c2 is not what is claimed of it\n")
        .containsPattern("\n" + what + " +refuted +.*" + why);
  }
}
