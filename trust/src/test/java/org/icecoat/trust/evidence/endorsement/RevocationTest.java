package org.icecoat.trust.evidence.endorsement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.testing.TestingMaker.STM;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingRevocations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makers of TPMs have revoked, by lists beside their CAs. */
class RevocationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATELY = NOW.minus(Duration.ofDays(10));
  private static final PublicKey KEY = TestingKeys.p256().getPublic();

  private final TestingMaker root = new TestingMaker("Root");
  private final TestingMaker plant = new TestingMaker("Plant 7", root);
  private final Octets certificate = plant.certify(KEY);
  @TempDir private Path folder;
  private Path maker;

  @BeforeEach
  void store() throws IOException, CertificateEncodingException {
    maker = Files.createDirectories(folder.resolve("hardware/53544D20-Testing"));
    Files.write(maker.resolve("root.der"), root.certificate().getEncoded());
    Files.write(maker.resolve("plant.der"), plant.certificate().getEncoded());
  }

  @Test
  void that_a_maker_gives_no_list_is_no_reason_and_is_known() {
    assertThat(judged(certificate).accepted().orElseThrow().listed()).isEmpty();
  }

  @Test
  void a_certificate_that_is_on_no_list_is_accepted_by_that_list() {
    put("plant.crl", plant.sign(revoking(other())));
    assertThat(judged(certificate).accepted().orElseThrow().listed()).contains(LATELY);
  }

  @Test
  void a_revoked_certificate_is_refused_by_its_number_and_the_list() {
    put("plant.crl", plant.sign(revoking(certificate)));
    refused(Reason.CERTIFICATE_REVOKED);
    String number = judgedKey().certificate().getSerialNumber().toString(16);
    assertThat(judged(certificate).findings().get(0).detail())
        .startsWith("number " + number)
        .endsWith("list of 'CN=Plant 7' of " + LATELY);
  }

  /** As it would be without lists. */
  private EndorsementKey judgedKey() {
    return new EndorsementCertificates(MakerStore.read(folder))
        .judge(certificate, List.of(), NOW)
        .accepted()
        .orElseThrow();
  }

  @Test
  void a_revoked_ca_is_refused_also_where_the_site_accepts_it_by_itself() {
    put("root.crl", root.sign(revokingPlant()));
    refused(Reason.CERTIFICATE_REVOKED);
  }

  @Test
  void a_revoked_ca_that_the_node_sent_is_refused() throws Exception {
    Files.delete(maker.resolve("plant.der"));
    List<Octets> between = List.of(Octets.of(plant.certificate().getEncoded()));
    assertThat(read().judge(certificate, between, NOW).accepted()).isPresent();
    put("root.crl", root.sign(revokingPlant()));
    assertThat(reasons(read().judge(certificate, between, NOW)))
        .containsExactly(Reason.CERTIFICATE_REVOKED);
  }

  @Test
  void a_list_by_another_key_in_the_name_of_the_ca_has_the_maker_refused() {
    put("plant.crl", new TestingMaker("Plant 7", root).sign(revoking(other())));
    refused(Reason.REVOCATION_LIST_UNUSABLE);
  }

  @Test
  void a_list_of_a_ca_that_is_not_there_has_the_maker_refused_and_no_other_maker()
      throws Exception {
    put("plant.crl", new TestingMaker("Elsewhere").sign(revoking(other())));
    refused(Reason.REVOCATION_LIST_UNUSABLE);
    TestingMaker second = new TestingMaker("Second");
    Path beside = Files.createDirectories(folder.resolve("hardware/Second"));
    Files.write(beside.resolve("ca.der"), second.certificate().getEncoded());
    assertThat(judged(second.certify(KEY)).accepted()).isPresent();
    refused(Reason.REVOCATION_LIST_UNUSABLE);
  }

  @Test
  void a_list_of_a_ca_that_may_sign_none_has_the_maker_refused() throws Exception {
    TestingMaker silent = TestingMaker.withoutLists("Silent");
    Path beside = Files.createDirectories(folder.resolve("hardware/Silent"));
    Files.write(beside.resolve("ca.der"), silent.certificate().getEncoded());
    Octets its = silent.certify(KEY);
    assertThat(judged(its).accepted()).isPresent();
    Files.write(beside.resolve("ca.crl"), silent.sign(revoking(other())).bytes());
    assertThat(reasons(judged(its))).containsExactly(Reason.REVOCATION_LIST_UNUSABLE);
  }

  @Test
  void a_list_counts_from_its_date_to_the_next_one_s() {
    put("plant.crl", plant.sign(revoking(other()).until(NOW.minusSeconds(1))));
    refused(Reason.REVOCATION_LIST_EXPIRED);
    put("plant.crl", plant.sign(new TestingRevocations(NOW.plusSeconds(60))));
    refused(Reason.REVOCATION_LIST_EXPIRED);
    put("plant.crl", plant.sign(revoking(other()).until(null)));
    refused(Reason.REVOCATION_LIST_EXPIRED);
    put("plant.crl", plant.sign(revoking(certificate).until(NOW.minusSeconds(1))));
    refused(Reason.CERTIFICATE_REVOKED, Reason.REVOCATION_LIST_EXPIRED);
  }

  @Test
  void a_list_of_a_ca_that_did_not_sign_the_certificate_is_none_of_its_business() {
    put("root.crl", root.sign(revoking(certificate)));
    assertThat(judged(certificate).accepted().orElseThrow().listed()).isEmpty();
  }

  @Test
  void lists_of_a_part_of_the_certificates_count_for_that_part() {
    put("plant.crl", plant.sign(of(revoking(certificate), false, true)));
    assertThat(judged(certificate).accepted()).isPresent();
    put("plant2.crl", plant.sign(of(revoking(certificate), true, false)));
    refused(Reason.CERTIFICATE_REVOKED);
  }

  private static TestingRevocations of(
      TestingRevocations list, boolean users, boolean authorities) {
    return list.extension(
        Extension.issuingDistributionPoint,
        new IssuingDistributionPoint(null, users, authorities, null, false, false));
  }

  @Test
  void lists_that_are_not_understood_have_the_maker_refused() {
    put(
        "plant.crl",
        plant.sign(revoking(other()).extension(Extension.deltaCRLIndicator, new ASN1Integer(1))));
    refused(Reason.REVOCATION_LIST_UNUSABLE);
    put(
        "plant.crl",
        plant.sign(
            revoking(other())
                .extension(
                    Extension.issuingDistributionPoint,
                    new IssuingDistributionPoint(null, false, false, null, true, false))));
    refused(Reason.REVOCATION_LIST_UNUSABLE);
  }

  @Test
  void who_accepts_expired_certificates_accepts_no_revoked_ones_and_no_expired_lists() {
    Instant late = TestingMaker.UNTIL.plus(Duration.ofDays(9));
    assertThat(read().evenExpired().judge(certificate, List.of(), late).accepted()).isPresent();
    put("plant.crl", plant.sign(new TestingRevocations(TestingMaker.UNTIL).revoking(certificate)));
    assertThat(reasons(read().evenExpired().judge(certificate, List.of(), late)))
        .containsExactly(Reason.CERTIFICATE_REVOKED);
    put("plant.crl", plant.sign(revoking(other())));
    assertThat(reasons(read().evenExpired().judge(certificate, List.of(), late)))
        .containsExactly(Reason.REVOCATION_LIST_EXPIRED);
  }

  @Test
  void a_list_that_comes_later_counts_and_an_older_one_does_not_put_it_back() {
    MakerRevocations lists = lists();
    EndorsementCertificates makers = new EndorsementCertificates(MakerStore.read(folder), lists);
    assertThat(makers.judge(certificate, List.of(), NOW).accepted()).isPresent();
    put("plant.crl", plant.sign(revoking(certificate)));
    lists.refresh();
    assertThat(reasons(makers.judge(certificate, List.of(), NOW)))
        .containsExactly(Reason.CERTIFICATE_REVOKED);
    put("plant.crl", plant.sign(new TestingRevocations(LATELY.minusSeconds(60))));
    lists.refresh();
    assertThat(reasons(makers.judge(certificate, List.of(), NOW)))
        .containsExactly(Reason.CERTIFICATE_REVOKED);
    put("plant.crl", plant.sign(new TestingRevocations(LATELY.plusSeconds(60))));
    lists.refresh();
    assertThat(makers.judge(certificate, List.of(), NOW).accepted()).isPresent();
  }

  @Test
  void a_list_that_cannot_be_read_stops_the_start_and_changes_nothing_later() throws IOException {
    put("plant.crl", plant.sign(revoking(certificate)));
    MakerRevocations lists = lists();
    EndorsementCertificates makers = new EndorsementCertificates(MakerStore.read(folder), lists);
    for (String rubbish : List.of("rubbish", "", "-----BEGIN X509 CRL-----\nMII\n")) {
      Files.writeString(maker.resolve("plant.crl"), rubbish);
      isUnreadable(this::lists);
      isUnreadable(lists::refresh);
      lists.refresh();
      assertThat(reasons(makers.judge(certificate, List.of(), NOW)))
          .containsExactly(Reason.CERTIFICATE_REVOKED);
    }
  }

  private static void isUnreadable(Runnable reading) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.TRUST_ANCHORS_UNREADABLE));
  }

  @Test
  void a_tpm_that_was_judged_before_is_found_by_the_numbers_of_its_certificates() {
    ProvenTpm known = ProvenTpm.of(judged(certificate).accepted().orElseThrow());
    assertThat(known.revoked(read(), NOW)).isEmpty();
    put("plant.crl", plant.sign(revoking(certificate)));
    assertThat(known.revoked(read(), NOW))
        .extracting(Finding::reason)
        .containsExactly(Reason.CERTIFICATE_REVOKED);
    put("plant.crl", plant.sign(revoking(other())));
    assertThat(known.revoked(read(), NOW)).isEmpty();
    put("root.crl", root.sign(revokingPlant()));
    assertThat(known.revoked(read(), NOW))
        .extracting(Finding::reason)
        .containsExactly(Reason.CERTIFICATE_REVOKED);
    ProvenTpm older = new ProvenTpm(known.tpmClass(), known.maker(), known.authorities());
    assertThat(older.revoked(read(), NOW)).isEmpty();
  }

  @Test
  void of_a_tpm_with_keys_of_two_makers_its_order_chooses_neither_class_nor_maker()
      throws Exception {
    EndorsementKey own = judged(certificate).accepted().orElseThrow();
    EndorsementKey large = certified("hardware/Large", TestingKeys.rsa(2048).getPublic());
    EndorsementKey software = certified("emulated/Software", TestingKeys.rsa(2048).getPublic());
    for (List<EndorsementKey> keys : List.of(List.of(own, large), List.of(large, own))) {
      assertThat(ProvenTpm.of(keys).maker()).isEqualTo(own.maker().name());
      assertThat(ProvenTpm.of(keys).certificates()).hasSize(2);
    }
    for (List<EndorsementKey> keys : List.of(List.of(own, software), List.of(software, own))) {
      assertThat(ProvenTpm.of(keys).tpmClass()).isEqualTo(TpmClass.EMULATED);
      assertThat(ProvenTpm.of(keys).maker()).isEqualTo("Software");
    }
  }

  private EndorsementKey certified(String place, PublicKey key) throws Exception {
    TestingMaker other = new TestingMaker(place);
    Path beside = Files.createDirectories(folder.resolve(place));
    Files.write(beside.resolve("ca.der"), other.certificate().getEncoded());
    return judged(other.certify(key)).accepted().orElseThrow();
  }

  private TestingRevocations revoking(Octets unwanted) {
    return new TestingRevocations(LATELY).revoking(unwanted);
  }

  private TestingRevocations revokingPlant() {
    return new TestingRevocations(LATELY).revoking(plant.certificate());
  }

  private Octets other() {
    return plant.sign(plant.request(KEY, STM, true));
  }

  /** In DER for the root, in PEM for others. */
  private void put(String name, Octets list) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(list.bytes());
    String pem = "-----BEGIN X509 CRL-----\n%s\n-----END X509 CRL-----\n".formatted(base64);
    byte[] text = pem.getBytes(StandardCharsets.US_ASCII);
    try {
      Files.write(maker.resolve(name), name.startsWith("root") ? list.bytes() : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MakerRevocations lists() {
    return MakerRevocations.in(folder, MakerStore.read(folder));
  }

  private EndorsementCertificates read() {
    return EndorsementCertificates.in(folder);
  }

  private Verdict<EndorsementKey> judged(Octets der) {
    return read().judge(der, List.of(), NOW);
  }

  private void refused(Reason... reasons) {
    assertThat(reasons(judged(certificate))).containsExactly(reasons);
  }

  private static List<Reason> reasons(Verdict<?> verdict) {
    return verdict.findings().stream().map(Finding::reason).toList();
  }
}
