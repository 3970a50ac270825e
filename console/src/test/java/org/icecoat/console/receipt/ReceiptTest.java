package org.icecoat.console.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.trust.receipt.FactoryPart;
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

  @BeforeEach
  void services() {
    icecoat = new Consoles(home, Instant.now().plusSeconds(60));
    TestingGrid grid = TestingGrid.create(home, icecoat.console().time());
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
        .containsPattern("image +stated +the node ran sha256:")
        .containsPattern("image: log +unproved");
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
