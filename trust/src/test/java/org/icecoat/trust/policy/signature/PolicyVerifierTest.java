package org.icecoat.trust.policy.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingAuthority;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyVerifierTest {
  @TempDir private Path folder;
  private TestingSigners signers;

  @BeforeEach
  void open() {
    signers = new TestingSigners(folder);
  }

  @AfterEach
  void close() {
    signers.close();
  }

  @Test
  void a_signed_policy_is_accepted_with_its_exact_bytes_signer_and_time() {
    Octets pem = signers.sign(signers.alice, signers.clock);
    SignedPolicy policy = signers.verifier().verify(pem).accepted().orElseThrow();
    assertThat(policy.document().yaml()).isEqualTo(TestingSigners.octets(TestingSigners.POLICY));
    assertThat(policy.signer()).isEqualTo(Dn.parse("CN=Alice,O=Testing Grid,C=XX"));
    assertThat(policy.signed())
        .isBetween(signers.clock.instant().minusSeconds(1), signers.clock.instant());
    assertThat(policy.pem()).isEqualTo(pem);
    assertThat(policy.id().version()).isEqualTo(3);
  }

  @Test
  void rsa_keys_sign_as_well() {
    TestingCredential alice = signers.grid.user("Alice", TestingKeys.rsa(2048));
    assertThat(doubts(signers.sign(alice, signers.clock))).isEmpty();
  }

  @Test
  void somebody_else_of_the_same_grid_may_not_sign() {
    TestingCredential mallory = signers.grid.user("Mallory");
    assertThat(doubts(signers.sign(mallory, signers.clock)))
        .containsExactly(Doubt.SIGNER_NOT_ALLOWED);
  }

  @Test
  void alices_name_from_another_ca_does_not_count() {
    TestingAuthority other = signers.grid.otherAuthority("C=XX,O=Testing Grid,CN=Testing CA");
    TestingCredential forged = issued(other, TestingGrid.name("Alice"));
    assertThat(doubts(signers.sign(forged, signers.clock))).contains(Doubt.SIGNER_UNTRUSTED);
  }

  @Test
  void a_proxy_that_alice_delegated_does_not_sign_in_her_name() {
    TestingCredential proxy = signers.alice.proxy().issue();
    assertThat(doubts(signers.sign(proxy, signers.clock))).contains(Doubt.SIGNER_IS_PROXY);
  }

  @Test
  void a_certificate_that_has_expired_signs_nothing_new() {
    TestingCredential old = valid(Duration.ofHours(-20), Duration.ofHours(-10));
    Clock then = Clock.fixed(signers.clock.instant().minus(Duration.ofHours(15)), ZoneOffset.UTC);
    assertThat(doubts(signers.sign(old, then))).containsExactly(Doubt.SIGNER_UNTRUSTED);
    assertThat(doubts(signers.sign(old, signers.clock)))
        .containsExactly(Doubt.TIME_OUTSIDE_CERTIFICATE, Doubt.SIGNER_UNTRUSTED);
  }

  @Test
  void a_policy_that_was_accepted_outlives_its_signers_certificate() {
    Octets pem = signers.sign(signers.alice, signers.clock);
    PolicyDocument document = TestingSigners.document(TestingSigners.POLICY);
    signers.clock.advance(Duration.ofDays(4000));
    assertThat(doubts(pem)).contains(Doubt.SIGNER_UNTRUSTED);
    assertThat(signers.verifier().reopen(pem, document.digest()).accepted()).isPresent();
  }

  @Test
  void what_was_accepted_is_reopened_only_as_it_was() {
    Octets pem = signers.sign(signers.alice, signers.clock);
    PolicyDocument other = TestingSigners.document(TestingSigners.POLICY + "# x\n");
    assertThat(doubts(signers.verifier().reopen(pem, other.digest())))
        .containsExactly(Doubt.DOCUMENT_DIFFERS);
    Octets mallorys = signers.sign(signers.grid.user("Mallory"), signers.clock);
    PolicyDocument same = TestingSigners.document(TestingSigners.POLICY);
    assertThat(doubts(signers.verifier().reopen(mallorys, same.digest())))
        .containsExactly(Doubt.SIGNER_NOT_ALLOWED);
  }

  @Test
  void a_revoked_certificate_signs_nothing() {
    Octets pem = signers.sign(signers.alice, signers.clock);
    signers.grid.revoke(signers.alice.leaf());
    Awaitility.await()
        .untilAsserted(() -> assertThat(doubts(pem)).containsExactly(Doubt.SIGNER_UNTRUSTED));
  }

  @Test
  void a_signature_of_tomorrow_or_of_before_the_certificate_is_refused() {
    Instant now = signers.clock.instant();
    Clock tomorrow = Clock.fixed(now.plus(Duration.ofDays(1)), ZoneOffset.UTC);
    assertThat(doubts(signers.sign(signers.alice, tomorrow)))
        .containsExactly(Doubt.SIGNED_IN_FUTURE);
    Clock past = Clock.fixed(now.minus(Duration.ofDays(2)), ZoneOffset.UTC);
    assertThat(doubts(signers.sign(signers.alice, past)))
        .containsExactly(Doubt.TIME_OUTSIDE_CERTIFICATE);
  }

  @Test
  void a_certificate_that_is_not_for_signing_signs_nothing() {
    TestingCredential sealing =
        signers
            .grid
            .authority()
            .issue(
                signers
                    .grid
                    .authority()
                    .certificate(TestingGrid.name("Alice"), signers.alice.keys())
                    .extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment)),
                signers.alice.keys());
    assertThat(doubts(signers.sign(sealing, signers.clock))).contains(Doubt.SIGNER_NOT_SIGNING);
  }

  @Test
  void an_altered_policy_is_noticed() {
    String pem = text(signers.sign(signers.alice, signers.clock));
    byte[] der = der(pem);
    String text = new String(der, StandardCharsets.ISO_8859_1);
    String forged = text.replace("[hardware]", "[emulated]");
    assertThat(forged).isNotEqualTo(text);
    assertThat(doubts(pem("CMS", forged.getBytes(StandardCharsets.ISO_8859_1))))
        .containsExactly(Doubt.SIGNATURE_WRONG);
  }

  @Test
  void a_signature_by_another_key_under_alices_certificate_is_wrong() {
    TestingCredential mallory = signers.grid.user("Mallory");
    Octets pem = cms(List.of(signer("SHA256withECDSA", mallory, signers.alice)), true);
    assertThat(doubts(pem)).containsExactly(Doubt.SIGNATURE_WRONG);
  }

  @Test
  void outdated_algorithms_are_refused() {
    Octets sha1 = cms(List.of(signer("SHA1withECDSA", signers.alice, signers.alice)), true);
    assertThat(doubts(sha1)).containsExactly(Doubt.ALGORITHM_WEAK);
  }

  @Test
  void nobody_or_two_signers_are_refused() {
    SignerInfoGenerator alices = signer("SHA256withECDSA", signers.alice, signers.alice);
    assertThat(doubts(cms(List.of(alices, alices), true))).containsExactly(Doubt.NOT_ONE_SIGNER);
    assertThat(doubts(cms(List.of(), true))).containsExactly(Doubt.NOT_ONE_SIGNER);
  }

  @Test
  void a_detached_signature_holds_no_policy() {
    SignerInfoGenerator alices = signer("SHA256withECDSA", signers.alice, signers.alice);
    assertThat(doubts(cms(List.of(alices), false))).containsExactly(Doubt.NO_DOCUMENT);
  }

  @Test
  void a_signed_text_that_is_no_policy_is_refused() {
    Octets pem = signers.sign(signers.alice, signers.clock);
    byte[] der = der(text(pem));
    assertThat(doubts(pem("CERTIFICATE", der))).containsExactly(Doubt.MALFORMED);
    assertThat(doubts(TestingBytes.joined(pem, pem))).containsExactly(Doubt.MALFORMED);
    assertThat(doubts(TestingSigners.octets(TestingSigners.POLICY)))
        .containsExactly(Doubt.MALFORMED);
    assertThat(doubts(Octets.EMPTY)).containsExactly(Doubt.MALFORMED);
    assertThat(doubts(Octets.of(new byte[CmsEnvelope.LONGEST + 1])))
        .containsExactly(Doubt.MALFORMED);
    assertThat(doubts(signed("name: site\n"))).containsExactly(Doubt.DOCUMENT_INVALID);
  }

  @Test
  void damaged_and_cut_signatures_are_refused_and_nothing_else_happens() {
    Octets der = Octets.of(der(text(signers.sign(signers.alice, signers.clock))));
    Random random = new Random(20230714);
    for (int round = 0; round < 500; round++) {
      Octets bad = TestingBytes.mutated(der, random);
      PolicyVerdict verdict = signers.verifier().verify(pem("CMS", bad.bytes()));
      assertThat(verdict.accepted().map(policy -> policy.document().yaml()))
          .as(bad.hex())
          .satisfiesAnyOf(
              none -> assertThat(none).isEmpty(),
              same -> assertThat(same).contains(TestingSigners.octets(TestingSigners.POLICY)));
    }
    for (int length = 0; length < der.length(); length++) {
      assertThat(doubts(pem("CMS", der.slice(0, length).bytes()))).contains(Doubt.MALFORMED);
    }
  }

  private List<Doubt> doubts(Octets pem) {
    return doubts(signers.verifier().verify(pem));
  }

  private static List<Doubt> doubts(PolicyVerdict verdict) {
    return verdict.findings().stream().map(PolicyVerdict.Finding::doubt).toList();
  }

  private TestingCredential valid(Duration from, Duration until) {
    Instant now = signers.clock.instant();
    return signers
        .grid
        .authority()
        .issue(
            signers
                .grid
                .userRequest("Alice", signers.alice.keys())
                .from(now.plus(from))
                .until(now.plus(until)),
            signers.alice.keys());
  }

  private static TestingCredential issued(TestingAuthority authority, X500Name name) {
    KeyPair keys = TestingKeys.p256();
    return authority.issue(authority.certificate(name, keys), keys);
  }

  private SignerInfoGenerator signer(
      String algorithm, TestingCredential key, TestingCredential shown) {
    try {
      return new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
          .build(new JcaContentSignerBuilder(algorithm).build(key.key()), shown.leaf());
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Octets cms(List<SignerInfoGenerator> generators, boolean encapsulated) {
    return cms(TestingSigners.POLICY, generators, encapsulated);
  }

  private Octets signed(String text) {
    return cms(text, List.of(signer("SHA256withECDSA", signers.alice, signers.alice)), true);
  }

  private Octets cms(String text, List<SignerInfoGenerator> generators, boolean encapsulated) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generators.forEach(generator::addSignerInfoGenerator);
      generator.addCertificates(new JcaCertStore(List.of(signers.alice.chain())));
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      return pem(
          "CMS",
          generator.generate(new CMSProcessableByteArray(content), encapsulated).getEncoded());
    } catch (CMSException | IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Octets pem) {
    return new String(pem.bytes(), StandardCharsets.US_ASCII);
  }

  private static byte[] der(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static Octets pem(String label, byte[] der) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(label, der));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return TestingSigners.octets(text.toString());
  }
}
