package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.icecoat.trust.evidence.CertifiedKey.Use;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.structure.SchemeKind;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.testing.TestingAttest;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingTpmKey;
import org.junit.jupiter.api.Test;

class CertificationTest {
  private static final Octets DATA = Octets.parse("d0".repeat(32));
  private static final int COUNTER =
      0x02060014 | NvPublicArea.WRITTEN; // ownerwrite, authwrite, no_da, counter

  private final TestingAttester node = new TestingAttester();
  private final TestingTpmKey tls = TestingTpmKey.signing();
  private final NvPublicArea index =
      new NvPublicArea(0x01500010, HashAlgorithm.SHA256, COUNTER, Octets.EMPTY, 8);

  @Test
  void a_tls_key_is_tied_to_the_attestation_key() {
    CertifiedKey key = certified(tls, Use.SIGNING).accepted().orElseThrow();
    assertThat(key.publicKey().getEncoded()).isEqualTo(tls.keys().getPublic().getEncoded());
    Octets spki = Octets.of(tls.keys().getPublic().getEncoded());
    assertThat(key.digest().hex()).isEqualTo(HashAlgorithm.SHA256.hash(spki).hex());
    assertThat(key.certifier().name()).isEqualTo(node.key().area().name());
  }

  @Test
  void another_key_than_the_certified_one_is_refused() {
    SignedAttestation certification = signed(TestingAttest.certify(tls.area().name()));
    refused(judged(certification, TestingTpmKey.signing(), Use.SIGNING), Reason.NAME_DIFFERS);
  }

  @Test
  void keys_that_could_leave_or_came_from_elsewhere_are_refused() {
    refused(certified(tls.claiming(0x00040070), Use.SIGNING), Reason.KEY_NOT_FIXED);
    refused(certified(tls.claiming(0x00040052), Use.SIGNING), Reason.KEY_IMPORTED);
    refused(certified(tls.claiming(0x00060072), Use.SIGNING), Reason.KEY_DECRYPTS);
    Scheme none = Scheme.NONE;
    refused(certified(TestingTpmKey.rsa(1024, 0x00040072, 0, none), Use.SIGNING), Reason.KEY_WEAK);
  }

  @Test
  void a_storage_key_is_certified_only_as_such() {
    TestingTpmKey srk = TestingTpmKey.storage();
    assertThat(certified(srk, Use.STORAGE).accepted()).isPresent();
    refused(certified(srk, Use.SIGNING), Reason.KEY_NOT_SIGNING, Reason.KEY_DECRYPTS);
    refused(certified(tls, Use.STORAGE), Reason.KEY_NOT_STORAGE);
    Scheme ecdsa = new Scheme(SchemeKind.ECDSA, HashAlgorithm.SHA256);
    TestingTpmKey unguarded = TestingTpmKey.ecc(TestingTpmKey.STORAGE, 0, ecdsa);
    refused(certified(unguarded, Use.STORAGE), Reason.KEY_NOT_STORAGE);
  }

  @Test
  void a_storage_key_without_one_of_its_attributes_is_refused_though_it_is_certified() {
    int all = TestingTpmKey.STORAGE;
    refused(storing(all & ~Attributes.FIXED_TPM), Reason.KEY_NOT_FIXED);
    refused(storing(all & ~Attributes.FIXED_PARENT), Reason.KEY_NOT_FIXED);
    refused(storing(all & ~Attributes.SENSITIVE_DATA_ORIGIN), Reason.KEY_IMPORTED);
    refused(storing(all & ~Attributes.RESTRICTED), Reason.KEY_NOT_STORAGE);
    refused(storing(all & ~Attributes.DECRYPT), Reason.KEY_NOT_STORAGE);
    refused(storing(all | Attributes.SIGN), Reason.KEY_NOT_STORAGE);
  }

  private Verdict<CertifiedKey> storing(int attributes) {
    return certified(TestingTpmKey.storage().claiming(attributes), Use.STORAGE);
  }

  @Test
  void a_quote_and_an_old_certification_are_no_certification() {
    SignedAttestation quote =
        signed(TestingAttest.quote(Octets.parse("00000000"), Octets.parse("00".repeat(32))));
    refused(judged(quote, tls, Use.SIGNING), Reason.WRONG_TYPE);
    SignedAttestation certification = signed(TestingAttest.certify(tls.area().name()));
    Octets other = Octets.parse("d1".repeat(32));
    refused(
        KeyCertification.judge(certification, node.enrolled(), tls.area(), Use.SIGNING, other),
        Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void a_certification_by_another_tpm_is_refused() {
    TestingAttester other = new TestingAttester();
    SignedAttestation certification = signed(TestingAttest.certify(tls.area().name()));
    refused(
        KeyCertification.judge(certification, other.enrolled(), tls.area(), Use.SIGNING, DATA),
        Reason.SIGNATURE_WRONG,
        Reason.SIGNER_DIFFERS);
  }

  @Test
  void a_counter_is_read() {
    NvReading reading = nv(index, 0, "000000000000002a").accepted().orElseThrow();
    assertThat(reading.counter()).isEqualTo(42);
  }

  @Test
  void another_index_or_a_redefined_one_is_refused() {
    NvPublicArea redefined =
        new NvPublicArea(0x01500010, HashAlgorithm.SHA256, COUNTER | 0x40, Octets.EMPTY, 8);
    SignedAttestation certification =
        signed(TestingAttest.nv(redefined.name(), 0, Octets.parse("000000000000002a")));
    refused(
        NvCertification.judge(certification, node.enrolled(), index, DATA), Reason.NAME_DIFFERS);
  }

  @Test
  void a_part_of_the_contents_is_refused() {
    refused(nv(index, 4, "0000002a"), Reason.NV_CONTENTS_PARTIAL);
    refused(nv(index, 0, "0000002a"), Reason.NV_CONTENTS_PARTIAL);
    refused(nv(index, 0, "000000000000002a00"), Reason.NV_CONTENTS_PARTIAL);
    NvPublicArea narrow =
        new NvPublicArea(0x01500010, HashAlgorithm.SHA256, COUNTER, Octets.EMPTY, 4);
    refused(nv(narrow, 0, "0000002a"), Reason.NV_CONTENTS_PARTIAL);
  }

  @Test
  void an_index_that_was_never_written_or_is_no_counter_has_no_count() {
    NvPublicArea fresh =
        new NvPublicArea(
            0x01500010, HashAlgorithm.SHA256, COUNTER & ~NvPublicArea.WRITTEN, Octets.EMPTY, 8);
    refused(nv(fresh, 0, "0000000000000000"), Reason.NV_NOT_WRITTEN);
    NvPublicArea plain =
        new NvPublicArea(0x01500010, HashAlgorithm.SHA256, COUNTER & ~0x10, Octets.EMPTY, 8);
    NvReading reading = nv(plain, 0, "0000000000000001").accepted().orElseThrow();
    assertThatThrownBy(reading::counter).isInstanceOf(IllegalStateException.class);
    assertThat(reading.contents().length()).isEqualTo(8);
  }

  private Verdict<NvReading> nv(NvPublicArea area, int offset, String contents) {
    return NvCertification.judge(
        signed(TestingAttest.nv(area.name(), offset, Octets.parse(contents))),
        node.enrolled(),
        area,
        DATA);
  }

  private Verdict<CertifiedKey> certified(TestingTpmKey key, Use use) {
    return judged(signed(TestingAttest.certify(key.area().name())), key, use);
  }

  private Verdict<CertifiedKey> judged(
      SignedAttestation certification, TestingTpmKey key, Use use) {
    return KeyCertification.judge(certification, node.enrolled(), key.area(), use, DATA);
  }

  private SignedAttestation signed(TestingAttest attest) {
    return node.sign(attest.signer(node.qualifiedName()).extraData(DATA));
  }

  private static void refused(Verdict<?> verdict, Reason... reasons) {
    assertThat(verdict.findings()).extracting(Finding::reason).containsExactly(reasons);
  }
}
