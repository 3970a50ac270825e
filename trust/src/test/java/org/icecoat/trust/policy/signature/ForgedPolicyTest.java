package org.icecoat.trust.policy.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
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
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingCredential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgedPolicyTest {
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
    assertThat(doubts(Octets.of(new byte[PolicyVerifier.LONGEST + 1])))
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
