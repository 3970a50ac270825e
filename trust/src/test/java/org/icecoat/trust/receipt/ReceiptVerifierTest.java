package org.icecoat.trust.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.receipt.ReceiptFinding.Party;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingAuthority;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingReceipts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptVerifierTest {
  @TempDir private Path folder;
  private final TestingClock clock = new TestingClock(Instant.now());
  private TestingReceipts receipts;

  @BeforeEach
  void open() {
    receipts = new TestingReceipts(folder, clock);
  }

  @AfterEach
  void close() {
    receipts.close();
  }

  @Test
  void what_factory_and_node_signed_is_verified_with_both_names() {
    ReceiptVerdict.Verified verified = verified(receipts.receipt(part -> part));
    assertThat(verified.factory().signer()).isEqualTo(Dn.parse("CN=factory,O=Testing Grid,C=XX"));
    assertThat(verified.factory().part().deployment()).isEqualTo(TestingReceipts.DEPLOYMENT);
    SignedPart<NodePart> node = verified.node().orElseThrow();
    assertThat(node.signer()).isEqualTo(Dn.parse("CN=node1,O=Testing Grid,C=XX"));
    assertThat(node.part()).isEqualTo(receipts.nodePart());
    assertThat(node.trustedNow()).isTrue();
  }

  @Test
  void that_the_nodes_part_is_missing_is_said_by_the_factory() {
    FactoryPart part = receipts.factoryPart(FactoryPart.NodeShare.missing("the node is gone"));
    ReceiptVerdict.Verified verified = verified(receipts.sign(part, receipts.factory));
    assertThat(verified.node()).isEmpty();
    assertThat(verified.factory().part().share().missing()).contains("the node is gone");
  }

  @Test
  void any_altered_byte_of_either_document_is_noticed() {
    byte[] der = der(receipts.receipt(part -> part));
    String text = new String(der, StandardCharsets.ISO_8859_1);
    Random random = new Random(11);
    int from = text.indexOf("icecoat-receipt: 1");
    int to = text.indexOf("node-receipt: ");
    for (int tries = 0; tries < 60; tries++) {
      byte[] altered = der.clone();
      altered[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
      assertThat(doubts(pem(altered))).contains(ReceiptDoubt.SIGNATURE_WRONG);
    }
    byte[] inner = der(receipts.sign(receipts.nodePart(), receipts.node));
    int start = new String(inner, StandardCharsets.ISO_8859_1).indexOf("icecoat-node-receipt");
    for (int tries = 0; tries < 60; tries++) {
      byte[] altered = inner.clone();
      altered[start + random.nextInt(300)] ^= (byte) (1 << random.nextInt(8));
      assertThat(doubts(receipts.receipt(pem(altered)))).contains(ReceiptDoubt.SIGNATURE_WRONG);
    }
  }

  @Test
  void signatures_of_the_wrong_party_are_refused() {
    FactoryPart.NodeShare share =
        FactoryPart.NodeShare.of(receipts.sign(receipts.nodePart(), receipts.node));
    Octets byNode = receipts.sign(receipts.factoryPart(share), receipts.node);
    assertThat(doubts(byNode)).containsExactly(ReceiptDoubt.SIGNER_UNTRUSTED);
    Octets byFactory = receipts.sign(receipts.nodePart(), receipts.factory);
    assertThat(doubts(receipts.receipt(byFactory)))
        .containsExactly(ReceiptDoubt.SIGNER_UNTRUSTED, ReceiptDoubt.OTHER_CERTIFICATE);
    assertThat(doubts(receipts.sign(receipts.nodePart(), receipts.node)))
        .contains(ReceiptDoubt.DOCUMENT_INVALID);
    assertThat(doubts(receipts.receipt(receipts.receipt(part -> part))))
        .contains(ReceiptDoubt.DOCUMENT_INVALID);
  }

  @Test
  void another_host_of_the_node_name_a_person_and_another_ca_are_no_signers() {
    TestingCredential otherHost = receipts.grid.host("node1", "node2.example.org");
    assertThat(byNode(otherHost)).containsExactly(ReceiptDoubt.SIGNER_UNTRUSTED);
    TestingCredential otherName = receipts.grid.host("node2", TestingReceipts.NODE_HOST);
    assertThat(byNode(otherName)).containsExactly(ReceiptDoubt.OTHER_CERTIFICATE);
    TestingCredential person = receipts.grid.user("node1");
    assertThat(byNode(person)).containsExactly(ReceiptDoubt.SIGNER_UNTRUSTED);
    TestingAuthority mallory = receipts.grid.otherAuthority("C=XX,O=Other,CN=CA");
    var keys = TestingKeys.p256();
    TestingCredential forged =
        mallory.issue(mallory.certificate(TestingGrid.name("node1"), keys), keys);
    assertThat(byNode(forged)).containsExactly(ReceiptDoubt.SIGNER_UNTRUSTED);
    TestingCredential proxied = receipts.node.proxy().issue();
    assertThat(byNode(proxied)).contains(ReceiptDoubt.SIGNER_UNTRUSTED);
  }

  @Test
  void a_revoked_host_signs_nothing_any_more() {
    receipts.grid.revoke(receipts.node.leaf());
    assertThat(doubts(receipts.receipt(part -> part)))
        .containsExactly(ReceiptDoubt.SIGNER_UNTRUSTED);
  }

  @Test
  void a_factorys_receipt_is_none_of_another_factory() {
    ReceiptVerdict verdict =
        receipts.verifier().verify(receipts.receipt(part -> part), "other.example.org");
    assertThat(verdict.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.party()).isEqualTo(Party.FACTORY);
              assertThat(finding.doubt()).isEqualTo(ReceiptDoubt.SIGNER_UNTRUSTED);
            });
  }

  @Test
  void a_part_of_another_vm_placement_owner_application_node_or_image_is_refused() {
    Deployment own = TestingReceipts.DEPLOYMENT;
    Dn bob = Dn.parse("CN=Bob,O=Testing Grid,C=XX");
    VmId vm = new VmId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    Epoch old = new Epoch(1);
    assertThat(about(new Deployment(vm, own.epoch(), own.owner(), own.application())))
        .containsExactly(ReceiptDoubt.OTHER_VM);
    assertThat(about(new Deployment(own.vm(), old, own.owner(), own.application())))
        .containsExactly(ReceiptDoubt.OTHER_PLACEMENT);
    assertThat(about(new Deployment(own.vm(), own.epoch(), bob, own.application())))
        .containsExactly(ReceiptDoubt.OTHER_OWNER);
    assertThat(about(new Deployment(own.vm(), own.epoch(), own.owner(), Optional.empty())))
        .containsExactly(ReceiptDoubt.OTHER_APPLICATION);
    assertThat(
            doubts(
                receipts.receipt(
                    part ->
                        new NodePart(
                            new NodeName("node2"),
                            part.deployment(),
                            part.images(),
                            part.time(),
                            part.evidence(),
                            part.stated()))))
        .containsExactly(ReceiptDoubt.OTHER_NODE);
    ImageId image = new ImageId(Sha256.of(TestingReceipts.bytes(9)));
    assertThat(
            doubts(
                receipts.receipt(
                    part ->
                        new NodePart(
                            part.node(),
                            part.deployment(),
                            new NodePart.Images(
                                new RunImage(image, Optional.empty()),
                                Optional.empty(),
                                Optional.empty()),
                            part.time(),
                            part.evidence(),
                            part.stated()))))
        .containsExactly(ReceiptDoubt.OTHER_IMAGE);
  }

  @Test
  void a_run_before_the_order_or_after_the_end_is_refused() {
    Instant long1 = receipts.now.minus(Duration.ofHours(1));
    assertThat(times(RunTime.never().seenRunning(long1)))
        .containsExactly(ReceiptDoubt.TIMES_CONTRADICT);
    Instant later = receipts.now.plus(Duration.ofHours(1));
    assertThat(times(RunTime.never().seenRunning(receipts.now).seenRunning(later)))
        .containsExactly(ReceiptDoubt.TIMES_CONTRADICT);
  }

  @Test
  void a_certificate_that_has_ended_since_is_said_and_refutes_nothing() {
    Octets pem = receipts.receipt(part -> part);
    clock.advance(Duration.ofDays(11 * 365));
    ReceiptVerdict.Verified verified = verified(pem);
    assertThat(verified.factory().trustedNow()).isFalse();
    assertThat(verified.node().orElseThrow().trustedNow()).isFalse();
    assertThat(receipts.verifier().verify(pem, "other.example.org").findings())
        .extracting(ReceiptFinding::doubt)
        .containsExactly(ReceiptDoubt.SIGNER_UNTRUSTED);
  }

  @Test
  void what_is_signed_in_the_future_is_refused() {
    clock.advance(Duration.ofHours(2));
    Octets pem = receipts.receipt(part -> part);
    clock.advance(Duration.ofHours(-2));
    assertThat(doubts(pem)).contains(ReceiptDoubt.SIGNED_IN_FUTURE);
  }

  @Test
  void cut_and_oversized_receipts_are_refused_and_break_nothing() {
    Octets pem = receipts.receipt(part -> part);
    for (int length = 0; length < pem.length(); length += 97) {
      assertThat(doubts(pem.slice(0, length))).isNotEmpty();
    }
    byte[] der = der(pem);
    for (int length = 0; length < der.length; length += 61) {
      assertThat(doubts(pem(java.util.Arrays.copyOf(der, length)))).isNotEmpty();
    }
    assertThat(doubts(Octets.of(new byte[ReceiptVerifier.LONGEST + 1])))
        .containsExactly(ReceiptDoubt.MALFORMED);
    Octets large = Octets.of(new byte[ReceiptVerifier.LONGEST_PART + 1]);
    assertThat(doubts(receipts.receipt(large))).containsExactly(ReceiptDoubt.MALFORMED);
  }

  @Test
  void whatever_bytes_are_damaged_the_verifier_answers() {
    byte[] der = der(receipts.receipt(part -> part));
    Random random = new Random(5);
    for (int tries = 0; tries < 300; tries++) {
      byte[] damaged = der.clone();
      for (int burst = random.nextInt(4); burst >= 0; burst--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(receipts.verify(pem(damaged))).isNotNull();
    }
  }

  private List<ReceiptDoubt> byNode(TestingCredential signer) {
    return doubts(receipts.receipt(receipts.sign(receipts.nodePart(), signer)));
  }

  private List<ReceiptDoubt> about(Deployment other) {
    return doubts(
        receipts.receipt(
            part ->
                new NodePart(
                    part.node(),
                    other,
                    part.images(),
                    part.time(),
                    part.evidence(),
                    part.stated())));
  }

  private List<ReceiptDoubt> times(RunTime time) {
    return doubts(
        receipts.receipt(
            part ->
                new NodePart(
                    part.node(),
                    part.deployment(),
                    part.images(),
                    time,
                    part.evidence(),
                    part.stated())));
  }

  private List<ReceiptDoubt> doubts(Octets pem) {
    return receipts.verify(pem).findings().stream().map(ReceiptFinding::doubt).toList();
  }

  private ReceiptVerdict.Verified verified(Octets pem) {
    ReceiptVerdict verdict = receipts.verify(pem);
    assertThat(verdict.findings()).isEmpty();
    return (ReceiptVerdict.Verified) verdict;
  }

  private static byte[] der(Octets pem) {
    String text = new String(pem.bytes(), StandardCharsets.US_ASCII);
    return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static Octets pem(byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return Octets.of(
        ("-----BEGIN CMS-----\n" + text + "\n-----END CMS-----\n")
            .getBytes(StandardCharsets.US_ASCII));
  }
}
