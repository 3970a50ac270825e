package org.icecoat.trust.evidence.endorsement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingRevocations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains to makers that Java's own PKIX would take, and that can be forged. */
class WeakCertificateTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final PublicKey KEY = TestingKeys.p256().getPublic();
  private static final KeyPair RSA = TestingKeys.rsa(2048);
  private static final KeyPair WEAK = TestingKeys.rsa(1024);

  private final TestingMaker root = TestingMaker.with("Root", RSA);

  @ParameterizedTest
  @ValueSource(strings = {"SHA1withRSA", "MD5withRSA"})
  void a_certificate_that_is_signed_with_an_outdated_algorithm_is_refused(String algorithm) {
    Octets certificate = root.sign(root.request(KEY, TestingMaker.STM, true).algorithm(algorithm));
    Verdict<EndorsementKey> verdict = makers(root).judge(certificate, List.of(), NOW);
    assertThat(verdict.accepted()).isEmpty();
    assertThat(verdict.findings())
        .contains(new Finding(Reason.CERTIFICATE_WEAK, "'' is signed by " + algorithm));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SHA256withRSA", "SHA384withRSA", "SHA512withRSA", "SHA256withRSAandMGF1"})
  void newer_algorithms_are_accepted(String algorithm) {
    Octets certificate = root.sign(root.request(KEY, TestingMaker.STM, true).algorithm(algorithm));
    assertThat(makers(root).judge(certificate, List.of(), NOW).accepted()).isPresent();
  }

  @Test
  void rsa_with_pss_and_sha_1_is_as_outdated() {
    Octets certificate =
        root.sign(root.request(KEY, TestingMaker.STM, true).algorithm("SHA1withRSAandMGF1"));
    assertThat(reasons(makers(root).judge(certificate, List.of(), NOW)))
        .contains(Reason.CERTIFICATE_WEAK);
  }

  @Test
  void a_ca_in_between_is_held_to_the_same() throws GeneralSecurityException {
    TestingMaker outdated = new TestingMaker("Plant 7", root, TestingKeys.p256(), "SHA1withRSA");
    assertThat(sent(outdated))
        .containsExactly(
            new Finding(Reason.CERTIFICATE_WEAK, "'CN=Plant 7' is signed by SHA1withRSA"));
    assertThat(sent(new TestingMaker("Plant 8", root, WEAK, "SHA256withRSA")))
        .containsExactly(new Finding(Reason.CERTIFICATE_WEAK, "the key of the CA 'CN=Plant 8'"));
    assertThat(sent(new TestingMaker("Plant 9", root))).isEmpty();
  }

  private List<Finding> sent(TestingMaker plant) throws GeneralSecurityException {
    List<Octets> between = List.of(Octets.of(plant.certificate().getEncoded()));
    return makers(root).judge(plant.certify(KEY), between, NOW).findings();
  }

  @Test
  void an_accepted_ca_needs_a_strong_key() {
    TestingMaker weak = TestingMaker.with("Weak", WEAK);
    assertThat(makers(weak).judge(weak.certify(KEY), List.of(), NOW).findings())
        .containsExactly(new Finding(Reason.CERTIFICATE_WEAK, "the key of the CA 'CN=Weak'"));
  }

  /** As those of older chips of real makers are; the site vouches for it. */
  @Test
  void how_an_accepted_ca_was_signed_by_the_one_above_it_is_no_matter() {
    TestingMaker plant = new TestingMaker("Plant 7", root, TestingKeys.p256(), "SHA1withRSA");
    assertThat(makers(plant).judge(plant.certify(KEY), List.of(), NOW).accepted()).isPresent();
    assertThat(makers(root, plant).judge(plant.certify(KEY), List.of(), NOW).accepted())
        .isPresent();
  }

  @Test
  void a_list_that_is_signed_with_an_outdated_algorithm_has_the_maker_refused(@TempDir Path folder)
      throws IOException, GeneralSecurityException {
    TestingMaker maker = new TestingMaker("Maker");
    Path own = Files.createDirectories(folder.resolve("hardware/Testing"));
    Files.write(own.resolve("ca.der"), maker.certificate().getEncoded());
    Path file = own.resolve("ca.crl");
    Files.write(file, maker.sign(list()).bytes());
    assertThat(
            reasons(EndorsementCertificates.in(folder).judge(maker.certify(KEY), List.of(), NOW)))
        .isEmpty();
    Files.write(file, maker.sign(list().algorithm("SHA1withECDSA")).bytes());
    assertThat(
            reasons(EndorsementCertificates.in(folder).judge(maker.certify(KEY), List.of(), NOW)))
        .containsExactly(Reason.REVOCATION_LIST_UNUSABLE);
  }

  private static TestingRevocations list() {
    return new TestingRevocations(NOW.minusSeconds(3600));
  }

  private static EndorsementCertificates makers(TestingMaker... accepted) {
    return new EndorsementCertificates(
        List.of(accepted).stream().map(each -> each.accepted(TpmClass.HARDWARE)).toList());
  }

  private static List<Reason> reasons(Verdict<EndorsementKey> verdict) {
    return verdict.findings().stream().map(Finding::reason).toList();
  }
}
