package org.icecoat.console.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.console.Consoles;
import org.icecoat.console.asked.Asked;
import org.icecoat.console.asked.AskedVms;
import org.icecoat.console.proof.TestingLoggedImage;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.RunImage;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingReceipts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptTest {
  private static final int REFUTED = 11;
  private static final String VM = TestingReceipts.DEPLOYMENT.vm().toString();
  private static final String OTHER = "00000000-1111-4222-8333-444455556666";
  @TempDir private Path home;
  private Consoles icecoat;
  private TestingReceipts receipts;
  private TestingGrid grid;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home, Instant.now().plusSeconds(60));
    grid = TestingGrid.create(home, icecoat.console().time());
    receipts = new TestingReceipts(home, icecoat.console().time(), grid);
    icecoat
        .console()
        .with("X509_CERT_DIR", grid.certificates().toString())
        .with("ICECOAT_FACTORY", "https://factory.example.org:8443");
    icecoat.services().vms().running(VM, "search");
    icecoat.services().vms().running(OTHER, "other");
    icecoat.services().vms().signing(receipts.receipt(part -> part));
  }

  @AfterEach
  void close() {
    receipts.close();
  }

  @Test
  void what_both_hosts_signed_is_proved_and_the_rest_is_stated() {
    Result result = icecoat.run("receipt", VM);
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .containsPattern("factory +proved +signed by CN=factory")
        .containsPattern("node +proved +signed by CN=node1")
        .containsPattern("owner +stated +CN=Alice")
        .containsPattern("run +stated +node1: from .*, gone")
        .containsPattern(
            "trust +stated +the factory found the node trusted by site version 3, evidence "
                + TestingReceipts.EVIDENCE)
        .containsPattern("evidence +stated +the node speaks of the same")
        .containsPattern("image +stated +the node ran sha256:")
        .containsPattern("image: log +unproved");
  }

  @Test
  void other_evidence_of_the_node_than_the_factory_speaks_of_is_told() {
    Sha256 other = Sha256.of(TestingReceipts.bytes(9));
    icecoat
        .services()
        .vms()
        .signing(
            receipts.receipt(
                part ->
                    new NodePart(
                        part.node(),
                        part.deployment(),
                        part.images(),
                        part.time(),
                        Optional.of(other),
                        part.stated())));
    assertThat(icecoat.run("receipt", VM).out())
        .containsPattern("evidence +stated +the node had given " + other);
  }

  @Test
  void the_images_place_in_the_log_is_proved_under_the_logs_key_alone() {
    TestingLoggedImage image = new TestingLoggedImage("hmmer");
    image.grow("older");
    signing(image, image.registered());
    assertThat(icecoat.run("receipt", VM).out())
        .containsPattern("image: log +unproved +entry 1 of log .*set store-log-key");
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", image.key().id().toString());
    assertThat(icecoat.run("receipt", VM).out())
        .containsPattern("image: log +proved +entry 1 of log ");
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", new TestingLoggedImage("x").key().id() + "");
    Result foreign = icecoat.run("receipt", VM);
    assertThat(foreign.status()).isEqualTo(REFUTED);
    assertThat(foreign.out()).containsPattern("image: log +refuted");
  }

  @Test
  void a_place_in_the_log_that_is_another_images_is_refuted() {
    TestingLoggedImage image = new TestingLoggedImage("hmmer");
    TestingLoggedImage other = new TestingLoggedImage("blast");
    signing(image, other.registered());
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", other.key().id().toString());
    Result result = icecoat.run("receipt", VM);
    assertThat(result.status()).isEqualTo(REFUTED);
    assertThat(result.out()).containsPattern("image: log +refuted");
  }

  /** Node and factory speak of that image; the node shows where the other one is in its log. */
  private void signing(TestingLoggedImage image, TestingLoggedImage logged) {
    ImageId id = ImageId.parse(image.wire().getManifest().getId());
    NodePart.Images images =
        new NodePart.Images(
            new RunImage(id, Optional.of(logged.proof())), Optional.empty(), Optional.empty());
    NodePart honest = receipts.nodePart();
    NodePart node =
        new NodePart(
            honest.node(),
            honest.deployment(),
            images,
            honest.time(),
            honest.evidence(),
            honest.stated());
    FactoryPart factory =
        receipts.factoryPart(FactoryPart.NodeShare.of(receipts.sign(node, receipts.node)));
    icecoat
        .services()
        .vms()
        .signing(
            receipts.sign(
                new FactoryPart(
                    factory.deployment(),
                    factory.node(),
                    id,
                    factory.times(),
                    factory.trust(),
                    factory.share()),
                receipts.factory));
  }

  @Test
  void who_is_logged_in_is_the_owner_that_is_expected() {
    icecoat
        .console()
        .with("X509_USER_PROXY", grid.user("Bob").writeProxy(home.resolve("bob")).toString());
    Result bob = icecoat.run("receipt", VM);
    assertThat(bob.status()).isEqualTo(REFUTED);
    assertThat(bob.out()).containsPattern("owner +refuted +it ran for CN=Alice");
    assertThat(icecoat.run("receipt", VM, "--owner", "CN=Alice,O=Testing Grid,C=XX").status())
        .isZero();
    icecoat
        .console()
        .with("X509_USER_PROXY", grid.user("Alice").writeProxy(home.resolve("alice")).toString());
    assertThat(icecoat.run("receipt", VM).status()).isZero();
  }

  @Test
  void what_was_not_asked_for_is_refuted() throws IOException {
    Sha256 code = TestingReceipts.DEPLOYMENT.application().orElseThrow();
    asked(TestingReceipts.IMAGE, Optional.of(code));
    Result right = icecoat.run("receipt", VM);
    assertThat(right.status()).isZero();
    assertThat(right.out()).containsPattern("application +stated +" + code);
    asked(new ImageId(code), Optional.of(code));
    Result other = icecoat.run("receipt", VM);
    assertThat(other.status()).isEqualTo(REFUTED);
    assertThat(other.out()).containsPattern("image +refuted +you asked for " + code);
    asked(TestingReceipts.IMAGE, Optional.empty());
    Result foisted = icecoat.run("receipt", VM);
    assertThat(foisted.status()).isEqualTo(REFUTED);
    assertThat(foisted.out()).containsPattern("application +refuted +.*you handed in none");
  }

  private void asked(ImageId image, Optional<Sha256> application) throws IOException {
    new AskedVms(home.resolve(".local/state/icecoat"))
        .keep(
            TestingReceipts.DEPLOYMENT.vm(),
            new Asked(
                Optional.of(new ImageRequirements.ById(image)),
                Optional.of(new Asked.Code(application))));
  }

  @Test
  void a_kept_receipt_is_judged_without_the_factory() {
    assertThat(icecoat.run("receipt", VM, "-o", "kept").status()).isZero();
    icecoat.services().vms().signing(Octets.EMPTY);
    assertThat(home.resolve("kept")).exists();
    Result result = icecoat.run("receipt", "--check", "kept");
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("none is refuted");
  }

  @Test
  void an_altered_receipt_and_one_of_another_vm_owner_or_factory_are_refuted() throws IOException {
    assertThat(icecoat.run("receipt", OTHER).status()).isEqualTo(REFUTED);
    assertThat(icecoat.run("receipt", VM, "--owner", "CN=Bob,O=Testing Grid,C=XX").status())
        .isEqualTo(REFUTED);
    String pem = new String(receipts.receipt(part -> part).bytes(), StandardCharsets.US_ASCII);
    int middle = pem.length() / 2;
    char other = pem.charAt(middle) == 'A' ? 'B' : 'A';
    Files.writeString(
        home.resolve("altered"), pem.substring(0, middle) + other + pem.substring(middle + 1));
    assertThat(icecoat.run("receipt", "--check", "altered").status()).isEqualTo(REFUTED);
    icecoat.console().with("ICECOAT_FACTORY", "https://other.example.org:8443");
    assertThat(icecoat.run("receipt", VM).status()).isEqualTo(REFUTED);
  }

  @Test
  void that_the_nodes_part_is_missing_is_told_with_the_reason() {
    FactoryPart part = receipts.factoryPart(FactoryPart.NodeShare.missing("its node was lost"));
    icecoat.services().vms().signing(receipts.sign(part, receipts.factory));
    Result result = icecoat.run("receipt", VM);
    assertThat(result.status()).isZero();
    assertThat(result.out()).containsPattern("node +unproved +its node was lost");
  }

  @Test
  void a_vm_or_a_file_has_to_be_named() {
    assertThat(icecoat.run("receipt").status()).isEqualTo(2);
    assertThat(icecoat.run("receipt", "--check", "nowhere").status()).isEqualTo(2);
  }
}
