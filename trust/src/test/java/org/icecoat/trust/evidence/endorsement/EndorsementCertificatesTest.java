package org.icecoat.trust.evidence.endorsement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingBytes.joined;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingCertificate;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingTpmKey;
import org.junit.jupiter.api.Test;

class EndorsementCertificatesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final TestingMaker MAKER = new TestingMaker("Testing Maker");
  private static final KeyPair KEYS = TestingKeys.p256();
  private static final PublicKey KEY = KEYS.getPublic();

  private final EndorsementCertificates certificates =
      new EndorsementCertificates(List.of(MAKER.accepted(TpmClass.HARDWARE, "53544D20")));

  @Test
  void a_certificate_of_an_accepted_maker_gives_key_identity_and_class() {
    EndorsementKey key = judged(MAKER.certify(KEY)).accepted().orElseThrow();
    assertThat(key.publicKey()).isEqualTo(KEY);
    assertThat(key.identity())
        .isEqualTo(new TpmIdentity(new Manufacturer("53544d20"), "Testing TPM", "id:00010002"));
    assertThat(key.tpmClass()).isEqualTo(TpmClass.HARDWARE);
    assertThat(key.maker().name()).isEqualTo("CN=Testing Maker");
  }

  @Test
  void an_rsa_key_needs_key_encipherment() {
    PublicKey rsa = TestingKeys.rsa(2048).getPublic();
    assertThat(judged(MAKER.certify(rsa)).accepted()).isPresent();
    refused(request(rsa, KeyUsage.keyAgreement), Reason.CERTIFICATE_KEY_USAGE);
    refused(request(KEY, KeyUsage.keyEncipherment), Reason.CERTIFICATE_KEY_USAGE);
    refused(
        request(KEY, KeyUsage.keyAgreement | KeyUsage.keyCertSign), Reason.CERTIFICATE_KEY_USAGE);
    refused(MAKER.certify(TestingKeys.rsa(1024).getPublic()), Reason.KEY_WEAK);
  }

  @Test
  void padding_is_cut_and_a_misordered_set_tolerated() {
    Octets good = MAKER.certify(KEY);
    assertThat(judged(joined(good, Octets.parse("00".repeat(431)))).accepted()).isPresent();
    assertThat(judged(joined(good, Octets.parse("ff".repeat(431)))).accepted()).isPresent();
    assertThat(judged(MAKER.sign(MAKER.request(KEY, TestingMaker.STM, false))).accepted())
        .isPresent();
    refused(joined(good, Octets.parse("00ff")), Reason.CERTIFICATE_MALFORMED);
    refused(joined(good, Octets.parse("41")), Reason.CERTIFICATE_MALFORMED);
  }

  @Test
  void an_unknown_maker_and_one_of_the_same_name_are_refused() {
    refused(new TestingMaker("Another").certify(KEY), Reason.MAKER_UNKNOWN);
    refused(new TestingMaker("Testing Maker").certify(KEY), Reason.CERTIFICATE_FORGED);
    assertThat(
            new EndorsementCertificates(List.of())
                .judge(MAKER.certify(KEY), List.of(), NOW)
                .findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.MAKER_UNKNOWN);
  }

  @Test
  void a_ca_in_between_has_to_be_sent() throws GeneralSecurityException {
    TestingMaker between = new TestingMaker("Plant 7", MAKER);
    Octets leaf = between.certify(KEY);
    refused(leaf, Reason.MAKER_UNKNOWN);
    Octets authority = Octets.of(between.certificate().getEncoded());
    assertThat(certificates.judge(leaf, List.of(authority), NOW).accepted()).isPresent();
    List<Octets> many = List.of(authority, authority, authority, authority, authority);
    assertThat(certificates.judge(leaf, many, NOW).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.CERTIFICATE_MALFORMED);
  }

  @Test
  void dates_count_at_the_given_instant() {
    Octets good = MAKER.certify(KEY);
    refused(good, TestingMaker.UNTIL.plus(DAY), Reason.CERTIFICATE_EXPIRED);
    refused(good, TestingMaker.FROM.minus(DAY), Reason.CERTIFICATE_NOT_YET_VALID);
    TestingCertificate brief = MAKER.request(KEY, TestingMaker.STM, true).until(NOW.minus(DAY));
    refused(MAKER.sign(brief), Reason.CERTIFICATE_EXPIRED);
    TestingCertificate later = MAKER.request(KEY, TestingMaker.STM, true).from(NOW.plus(DAY));
    refused(MAKER.sign(later), Reason.CERTIFICATE_NOT_YET_VALID);
  }

  @Test
  void who_accepts_expired_certificates_accepts_nothing_else_with_them() {
    EndorsementCertificates lenient = certificates.evenExpired();
    Instant late = TestingMaker.UNTIL.plus(DAY);
    assertThat(lenient.judge(MAKER.certify(KEY), List.of(), late).accepted()).isPresent();
    Octets brief = MAKER.sign(MAKER.request(KEY, TestingMaker.STM, true).until(NOW.minus(DAY)));
    assertThat(lenient.judge(brief, List.of(), NOW).accepted()).isPresent();
    assertThat(
            lenient
                .judge(new TestingMaker("Testing Maker").certify(KEY), List.of(), late)
                .findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.CERTIFICATE_FORGED);
    assertThat(
            lenient.judge(MAKER.certify(KEY), List.of(), TestingMaker.FROM.minus(DAY)).findings())
        .extracting(Finding::reason)
        .containsOnly(Reason.CERTIFICATE_NOT_YET_VALID);
  }

  @Test
  void a_ca_and_a_certificate_for_something_else_are_refused() {
    TestingCertificate authority =
        MAKER
            .request(KEY, TestingMaker.STM, true)
            .extension(Extension.basicConstraints, true, new BasicConstraints(true));
    refused(MAKER.sign(authority), Reason.CERTIFICATE_IS_CA);
    TestingCertificate host =
        named(KEY)
            .extension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    refused(MAKER.sign(host), Reason.CERTIFICATE_PURPOSE);
    refused(MAKER.sign(named(KEY)), Reason.CERTIFICATE_PURPOSE);
  }

  @Test
  void manufacturer_model_and_version_have_to_be_said() {
    TestingCertificate silent =
        new TestingCertificate(new X500Name("CN=vm7"), KEY, TestingMaker.FROM, TestingMaker.UNTIL)
            .extension(Extension.extendedKeyUsage, false, TestingMaker.purpose())
            .extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyAgreement));
    refused(MAKER.sign(silent), Reason.MANUFACTURER_MISSING);
    for (String bad : new String[] {"53544D20", "id:STM ", "id:53544D2", "", "id:53544D200"}) {
      refused(MAKER.sign(MAKER.request(KEY, bad, true)), Reason.MANUFACTURER_MISSING);
    }
  }

  @Test
  void a_maker_certifies_for_his_manufacturers_only_and_software_is_never_hardware() {
    Octets other = MAKER.sign(MAKER.request(KEY, "id:49465800", true));
    refused(other, Reason.MANUFACTURER_DIFFERS);
    EndorsementCertificates any =
        new EndorsementCertificates(List.of(MAKER.accepted(TpmClass.HARDWARE)));
    Octets swtpm = MAKER.sign(MAKER.request(KEY, "id:00001014", true));
    assertThat(any.judge(swtpm, List.of(), NOW).accepted().orElseThrow().tpmClass())
        .isEqualTo(TpmClass.EMULATED);
    EndorsementCertificates emulated =
        new EndorsementCertificates(List.of(MAKER.accepted(TpmClass.EMULATED)));
    assertThat(emulated.judge(other, List.of(), NOW).accepted().orElseThrow().tpmClass())
        .isEqualTo(TpmClass.EMULATED);
  }

  @Test
  void all_reasons_are_given() {
    TestingCertificate bad =
        new TestingCertificate(new X500Name("CN=x"), KEY, TestingMaker.FROM, NOW.minus(DAY));
    Octets foreign = new TestingMaker("Another").sign(bad);
    assertThat(judged(foreign).findings())
        .extracting(Finding::reason)
        .containsExactly(
            Reason.CERTIFICATE_PURPOSE,
            Reason.CERTIFICATE_KEY_USAGE,
            Reason.MANUFACTURER_MISSING,
            Reason.CERTIFICATE_EXPIRED,
            Reason.MAKER_UNKNOWN);
  }

  @Test
  void the_key_in_the_tpm_has_to_be_the_certified_one() {
    TestingTpmKey inside = TestingTpmKey.storage();
    EndorsementKey key = judged(MAKER.certify(inside.keys().getPublic())).accepted().orElseThrow();
    assertThat(key.confirm(inside.area()).accepted()).contains(inside.area());
    assertThat(key.confirm(TestingTpmKey.storage().area()).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.ENDORSEMENT_KEY_DIFFERS);
  }

  @Test
  void cut_and_mutated_certificates_are_refused() {
    Octets good = MAKER.certify(KEY);
    for (int length = 0; length < good.length(); length++) {
      refused(good.slice(0, length), Reason.CERTIFICATE_MALFORMED);
    }
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      Octets bad = TestingBytes.mutated(good, random);
      assertThat(judged(bad).accepted().isPresent())
          .as("round %d: %s", round, bad.hex())
          .isEqualTo(bad.equals(good));
    }
    refused(Octets.parse("30820000"), Reason.CERTIFICATE_MALFORMED);
    refused(Octets.parse("30".repeat(9000)), Reason.CERTIFICATE_MALFORMED);
  }

  private static TestingCertificate named(PublicKey key) {
    return TestingMaker.bare(key)
        .extension(Extension.keyUsage, true, new KeyUsage(TestingMaker.usage(key)))
        .extension(
            Extension.subjectAlternativeName, true, TestingMaker.identity(TestingMaker.STM, true));
  }

  private static Octets request(PublicKey key, int usage) {
    return MAKER.sign(
        TestingMaker.bare(key)
            .extension(Extension.extendedKeyUsage, false, TestingMaker.purpose())
            .extension(Extension.keyUsage, true, new KeyUsage(usage))
            .extension(
                Extension.subjectAlternativeName,
                true,
                TestingMaker.identity(TestingMaker.STM, true)));
  }

  private Verdict<EndorsementKey> judged(Octets der) {
    return certificates.judge(der, List.of(), NOW);
  }

  private void refused(Octets der, Reason reason) {
    refused(der, NOW, reason);
  }

  private void refused(Octets der, Instant at, Reason reason) {
    assertThat(certificates.judge(der, List.of(), at).findings())
        .extracting(Finding::reason)
        .containsOnly(reason);
  }
}
