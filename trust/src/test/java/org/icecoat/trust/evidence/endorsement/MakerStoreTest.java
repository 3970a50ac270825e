package org.icecoat.trust.evidence.endorsement;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingFixtures;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakerStoreTest {
  private static final Instant THEN = Instant.parse("2023-11-14T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void folders_say_class_and_manufacturers() throws IOException, CertificateEncodingException {
    put("hardware/53544D20+49465800-Two", new TestingMaker("Two"));
    put("emulated/Anybody", new TestingMaker("Any"));
    List<Maker> makers = MakerStore.read(folder);
    assertThat(makers).extracting(Maker::name).containsExactly("53544D20+49465800-Two", "Anybody");
    assertThat(makers.get(0).tpmClass()).isEqualTo(TpmClass.HARDWARE);
    assertThat(makers.get(0).manufacturers())
        .containsExactlyInAnyOrder(new Manufacturer("53544D20"), new Manufacturer("49465800"));
    assertThat(makers.get(1).tpmClass()).isEqualTo(TpmClass.EMULATED);
    assertThat(makers.get(1).manufacturers()).isEmpty();
  }

  @Test
  void an_empty_store_rubbish_and_leaves_are_refused() throws IOException {
    refused();
    Path maker = Files.createDirectories(folder.resolve("hardware/Rubbish"));
    Files.writeString(maker.resolve("x.pem"), "-----BEGIN CERTIFICATE-----\nrubbish\n");
    refused();
    TestingMaker signer = new TestingMaker("Signer");
    Files.write(maker.resolve("x.pem"), signer.certify(TestingKeys.p256().getPublic()).bytes());
    refused();
  }

  @Test
  void all_real_makers_are_read_and_a_real_certificate_is_accepted() throws IOException {
    List<Maker> makers = real();
    Octets der = TestingFixtures.octets("keylime/ek-leaf/st_sha256_with_rsa.der");
    assertThat(der.length()).isEqualTo(1600);
    EndorsementCertificates certificates = new EndorsementCertificates(makers);
    Verdict<EndorsementKey> verdict = certificates.judge(der, List.of(), THEN);
    EndorsementKey key = verdict.accepted().orElseThrow();
    assertThat(key.identity().manufacturer().id()).isEqualTo("53544D20");
    assertThat(key.tpmClass()).isEqualTo(TpmClass.HARDWARE);
    assertThat(certificates.judge(der, List.of(), Instant.parse("2099-01-01T00:00:00Z")).findings())
        .extracting(Finding::reason)
        .contains(Reason.CERTIFICATE_EXPIRED);
  }

  /** What docs/tpm.md says of them; six of the 51 files hold what another one holds. */
  @Test
  void of_the_45_real_cas_14_are_signed_with_sha1_and_none_has_a_weak_key() throws IOException {
    Set<X509Certificate> authorities = real().get(0).authorities();
    assertThat(authorities).hasSize(45);
    assertThat(authorities).filteredOn(ca -> ca.getSigAlgName().equals("SHA1withRSA")).hasSize(14);
    Map<String, Long> sizes =
        authorities.stream().collect(groupingBy(MakerStoreTest::keySize, counting()));
    assertThat(sizes)
        .isEqualTo(Map.of("EC 256", 12L, "EC 384", 3L, "RSA 2048", 29L, "RSA 4096", 1L));
  }

  private List<Maker> real() throws IOException {
    Path maker = Files.createDirectories(folder.resolve("hardware/53544D20-real"));
    try (var files = Files.list(TestingFixtures.path("keylime/ek-ca"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(51);
      for (Path file : all) {
        Files.copy(file, maker.resolve(file.getFileName().toString()));
      }
    }
    return MakerStore.read(folder);
  }

  private static String keySize(X509Certificate ca) {
    return ca.getPublicKey() instanceof RSAPublicKey rsa
        ? "RSA " + rsa.getModulus().bitLength()
        : "EC " + ((ECPublicKey) ca.getPublicKey()).getParams().getOrder().bitLength();
  }

  private void put(String name, TestingMaker maker)
      throws IOException, CertificateEncodingException {
    Path path = Files.createDirectories(folder.resolve(name));
    Files.write(path.resolve("ca.der"), maker.certificate().getEncoded());
  }

  private void refused() {
    assertThatThrownBy(() -> MakerStore.read(folder))
        .isInstanceOfSatisfying(
            TrustException.class,
            e -> assertThat(e.fault()).isEqualTo(TrustFault.TRUST_ANCHORS_UNREADABLE));
  }
}
