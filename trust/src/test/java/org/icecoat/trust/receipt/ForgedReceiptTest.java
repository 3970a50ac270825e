package org.icecoat.trust.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingCms;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingReceipts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a signature lacks, or is made otherwise, in the factory's part or in the node's. */
class ForgedReceiptTest {
  @TempDir private Path folder;
  private TestingReceipts receipts;

  @BeforeEach
  void open() {
    receipts = new TestingReceipts(folder, new TestingClock(Instant.now()));
  }

  @AfterEach
  void close() {
    receipts.close();
  }

  @Test
  void a_signature_with_all_that_belongs_in_it_is_accepted() {
    assertThat(byFactory(cms -> cms)).isEmpty();
    assertThat(byNode(cms -> cms)).isEmpty();
  }

  @Test
  void one_that_does_not_say_once_when_it_was_made_is_refused() {
    Instant now = receipts.now;
    refused(cms -> cms.at(), ReceiptDoubt.TIME_MISSING);
    refused(TestingCms::withoutAttributes, ReceiptDoubt.TIME_MISSING);
    refused(
        cms -> cms.at(now, now.minusSeconds(60)),
        ReceiptDoubt.SIGNATURE_WRONG,
        ReceiptDoubt.TIME_MISSING);
  }

  @Test
  void one_of_before_the_certificate_is_refused() {
    Instant before = receipts.now.minus(Duration.ofDays(400));
    refused(cms -> cms.at(before), ReceiptDoubt.TIME_OUTSIDE_CERTIFICATE);
  }

  @Test
  void outdated_algorithms_are_refused() {
    refused(cms -> cms.algorithm("SHA1withECDSA"), ReceiptDoubt.ALGORITHM_WEAK);
  }

  @Test
  void nobody_or_two_signers_are_refused() {
    refused(cms -> cms.signers(0), ReceiptDoubt.NOT_ONE_SIGNER);
    refused(cms -> cms.signers(2), ReceiptDoubt.NOT_ONE_SIGNER);
  }

  @Test
  void a_signature_without_certificate_or_without_what_it_signs_is_refused() {
    refused(TestingCms::withoutCertificates, ReceiptDoubt.CERTIFICATE_MISSING);
    refused(TestingCms::detached, ReceiptDoubt.NO_DOCUMENT);
  }

  @Test
  void a_certificate_that_is_not_for_signing_signs_no_receipt() {
    TestingCredential sealing = sealing();
    Octets document = receipts.factoryPart(FactoryPart.NodeShare.missing("gone")).document();
    assertThat(doubts(new TestingCms(sealing, receipts.now).sign(document)))
        .contains(ReceiptDoubt.SIGNER_NOT_SIGNING);
  }

  private TestingCredential sealing() {
    TestingCredential host = receipts.grid.host("factory", TestingReceipts.FACTORY_HOST);
    return receipts
        .grid
        .authority()
        .issue(
            receipts
                .grid
                .authority()
                .certificate(TestingGrid.name("factory"), host.keys())
                .extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment)),
            host.keys());
  }

  private void refused(UnaryOperator<TestingCms> changed, ReceiptDoubt... doubts) {
    assertThat(byFactory(changed)).containsExactly(doubts);
    assertThat(byNode(changed)).containsExactly(doubts);
  }

  private List<ReceiptDoubt> byFactory(UnaryOperator<TestingCms> changed) {
    Octets node = receipts.sign(receipts.nodePart(), receipts.node);
    Octets document = receipts.factoryPart(FactoryPart.NodeShare.of(node)).document();
    return doubts(signed(receipts.factory, document, changed));
  }

  private List<ReceiptDoubt> byNode(UnaryOperator<TestingCms> changed) {
    return doubts(receipts.receipt(signed(receipts.node, receipts.nodePart().document(), changed)));
  }

  private Octets signed(TestingCredential by, Octets document, UnaryOperator<TestingCms> changed) {
    return changed.apply(new TestingCms(by, receipts.now)).sign(document);
  }

  private List<ReceiptDoubt> doubts(Octets pem) {
    return receipts.verify(pem).findings().stream().map(ReceiptFinding::doubt).toList();
  }
}
