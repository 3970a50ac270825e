package org.icecoat.trust.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingBytes.refused;
import static org.icecoat.trust.testing.TestingBytes.refusedWhenCutOrLonger;
import static org.icecoat.trust.testing.TestingBytes.survivesMutation;
import static org.icecoat.trust.testing.TestingBytes.with;

import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.PublicArea.KeyedHash;
import org.icecoat.trust.structure.PublicArea.Rsa;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.testing.TestingFixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAreaTest {
  private static final String VECTORS = "keylime/vectors/tpm2b_public.json";
  private static final String AK_ECC =
      "00580023000b00050072000000100018000b000300100020c74568135840f497ad575ebeabe6d01f3f098b5a7681"
          + "11ab423d5f26b259a4f000205ec0f586b53e348bc916b43a015e6ceefd947d685e59ff65357499f2c4788c"
          + "ba";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ek_rsa_tpm2b_public",
        "ek_ec_tpm2b_public",
        "ak_rsa_tpm2b_public",
        "other_rsa_public",
        "ak_ec_tpm2b_public"
      })
  void a_real_public_area_is_written_back_bit_for_bit(String key) {
    Octets wire = TestingFixtures.vector(VECTORS, key);
    assertThat(PublicArea.parseSized(wire).sizedWire()).isEqualTo(wire);
  }

  @Test
  void the_name_is_the_one_that_the_tpm_gave() {
    PublicArea rsa = PublicArea.parseSized(TestingFixtures.vector(VECTORS, "ak_rsa_tpm2b_public"));
    assertThat(rsa.name().hex())
        .isEqualTo("000b347dbfebe5bdbc55f6782a3cba91610f9d1b554a1aef07b4db28cf36da939009");
    PublicArea tools = PublicArea.parseSized(TestingFixtures.octets(tools("ak.pub")));
    assertThat(tools.name().value()).isEqualTo(TestingFixtures.octets(tools("ak.name")));
  }

  /** The same keys, as the tools wrote them for OpenSSL. */
  @ParameterizedTest
  @CsvSource({"ak.pub, akpub.pem", "ek.pub, ekpub.pem"})
  void the_key_is_the_one_that_the_tools_gave_to_others(String structure, String pem) {
    PublicArea area = PublicArea.parseSized(TestingFixtures.octets(tools(structure)));
    byte[] encoded =
        Base64.getMimeDecoder()
            .decode(TestingFixtures.text(tools(pem)).replaceAll("-----[^-]+-----", ""));
    assertThat(area.publicKey().getEncoded()).isEqualTo(encoded);
  }

  @Test
  void the_tools_endorsement_key_is_of_the_default_template() {
    PublicArea key = PublicArea.parseSized(TestingFixtures.octets(tools("ek.pub")));
    PublicArea vector =
        PublicArea.parseSized(TestingFixtures.vector(VECTORS, "ek_rsa_tpm2b_public"));
    assertThat(key.attributes()).isEqualTo(vector.attributes());
    assertThat(key.authPolicy()).isEqualTo(vector.authPolicy());
    assertThat(key.attributes().has(Attributes.RESTRICTED | Attributes.DECRYPT)).isTrue();
    assertThat(key.attributes().has(Attributes.SIGN)).isFalse();
  }

  @Test
  void the_default_ek_templates_are_understood() {
    PublicArea rsa = PublicArea.parseSized(TestingFixtures.vector(VECTORS, "ek_rsa_tpm2b_public"));
    assertThat(((Rsa) rsa.parameters()).aesBits()).isEqualTo(128);
    assertThat(((RSAPublicKey) rsa.publicKey()).getModulus().bitLength()).isEqualTo(2048);
    PublicArea ecc = PublicArea.parseSized(TestingFixtures.vector(VECTORS, "ek_ec_tpm2b_public"));
    assertThat(((Ecc) ecc.parameters()).curve()).isEqualTo(Curve.P256);
    assertThat(ecc.authPolicy().hex()).startsWith("837197674484b3f8");
  }

  @Test
  void an_attestation_key_shows_attributes_scheme_and_key() {
    PublicArea key = PublicArea.parseSized(Octets.parse(AK_ECC));
    assertThat(key.attributes().bits()).isEqualTo(0x00050072);
    assertThat(key.attributes().has(Attributes.RESTRICTED | Attributes.SIGN)).isTrue();
    assertThat(key.attributes().has(Attributes.DECRYPT)).isFalse();
    assertThat(key.parameters().scheme())
        .isEqualTo(new Scheme(SchemeKind.ECDSA, HashAlgorithm.SHA256));
    assertThat(((ECPublicKey) key.publicKey()).getParams().getOrder().bitLength()).isEqualTo(256);
  }

  @Test
  void a_sealed_secret_is_written_and_read() {
    PublicArea secret =
        new PublicArea(
            HashAlgorithm.SHA256,
            new Attributes(Attributes.USER_WITH_AUTH),
            Octets.parse("11".repeat(32)),
            new KeyedHash(Scheme.NONE, Octets.parse("22".repeat(32))));
    assertThat(PublicArea.parse(secret.wire())).isEqualTo(secret);
    assertThat(secret.wire().hex()).startsWith("0008000b000000400020" + "11".repeat(32) + "0010");
  }

  @Test
  void a_template_has_no_key() {
    PublicArea template =
        new PublicArea(
            HashAlgorithm.SHA256,
            new Attributes(0x00050472),
            Octets.EMPTY,
            new Ecc(
                0,
                new Scheme(SchemeKind.ECDSA, HashAlgorithm.SHA256),
                Curve.P256,
                Octets.EMPTY,
                Octets.EMPTY));
    refused(template.wire(), wire -> PublicArea.parse(wire).publicKey());
  }

  @Test
  void a_point_off_the_curve_is_no_key() {
    Octets wire = Octets.parse(AK_ECC);
    Octets off = with(wire, wire.length() - 1, wire.at(wire.length() - 1) ^ 1);
    refused(off, bytes -> PublicArea.parseSized(bytes).publicKey());
  }

  @Test
  void reserved_attributes_and_unknown_algorithms_are_refused() {
    Octets wire = Octets.parse(AK_ECC);
    refused(with(wire, 9, 0x73), PublicArea::parseSized);
    refused(with(wire, 6, 0x80), PublicArea::parseSized);
    refused(with(wire, 3, 0x25), PublicArea::parseSized);
    refused(with(wire, 15, 0x14), PublicArea::parseSized);
    refused(with(wire, 19, 0x10), PublicArea::parseSized);
  }

  @Test
  void cut_longer_and_altered_bytes_give_a_value_or_a_refusal() {
    Octets wire = Octets.parse(AK_ECC);
    refusedWhenCutOrLonger(wire, PublicArea::parseSized);
    refusedWhenCutOrLonger(wire.slice(2, wire.length()), PublicArea::parse);
    survivesMutation(wire, bytes -> PublicArea.parseSized(bytes).publicKey(), 2000);
  }

  @Test
  void an_inner_size_that_lies_is_refused() {
    Octets wire = Octets.parse(AK_ECC);
    refused(with(wire, 1, 0x58 + 5), PublicArea::parseSized);
    refused(with(wire, 1, 0x58 - 5), PublicArea::parseSized);
    refused(with(wire, 0, 0xff), PublicArea::parseSized);
  }

  private static String tools(String name) {
    return "keylime/tpm2-tools-files/" + name;
  }
}
