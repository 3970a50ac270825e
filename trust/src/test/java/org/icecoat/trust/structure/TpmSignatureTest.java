package org.icecoat.trust.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.testing.TestingBytes.refused;
import static org.icecoat.trust.testing.TestingBytes.refusedWhenCutOrLonger;
import static org.icecoat.trust.testing.TestingBytes.survivesMutation;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.icecoat.trust.structure.TpmSignature.Ecdsa;
import org.icecoat.trust.structure.TpmSignature.Rsa;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.Test;

class TpmSignatureTest {
  private static final Octets MESSAGE = Octets.parse("ff54434780180011");
  private final KeyPair ecc = TestingKeys.p256();
  private final KeyPair rsa = TestingKeys.rsa(2048);

  @Test
  void ecdsa_verifies_padded_or_not() throws GeneralSecurityException {
    byte[] both = signed("SHA256withECDSAinP1363Format", ecc);
    Octets r = Octets.of(both).slice(0, 32);
    Octets s = Octets.of(both).slice(32, 64);
    assertThat(ecdsa(r, s).verifies(ecc.getPublic(), MESSAGE)).isTrue();
    assertThat(ecdsa(minimal(r), minimal(s)).verifies(ecc.getPublic(), MESSAGE)).isTrue();
    assertThat(ecdsa(s, r).verifies(ecc.getPublic(), MESSAGE)).isFalse();
    assertThat(ecdsa(r, s).verifies(TestingKeys.p256().getPublic(), MESSAGE)).isFalse();
  }

  @Test
  void numbers_out_of_range_never_fit() {
    Octets one = Octets.parse("01");
    Octets order = Octets.of(((ECPublicKey) ecc.getPublic()).getParams().getOrder().toByteArray());
    Octets unsignedOrder = order.slice(1, order.length());
    for (Octets bad :
        new Octets[] {
          Octets.EMPTY,
          Octets.parse("00"),
          Octets.parse("00".repeat(32)),
          unsignedOrder,
          Octets.parse("ff".repeat(32)),
          Octets.parse("00".repeat(32) + "01")
        }) {
      assertThat(ecdsa(bad, one).fits(ecc.getPublic())).isFalse();
      assertThat(ecdsa(one, bad).fits(ecc.getPublic())).isFalse();
      assertThat(ecdsa(bad, bad).verifies(ecc.getPublic(), MESSAGE)).isFalse();
    }
    assertThat(ecdsa(one, one).fits(ecc.getPublic())).isTrue();
    assertThat(ecdsa(one, one).verifies(ecc.getPublic(), MESSAGE)).isFalse();
  }

  @Test
  void rsa_verifies_with_both_schemes_and_each_length_of_salt() throws GeneralSecurityException {
    Rsa pkcs = rsa(SchemeKind.RSASSA, signed("SHA256withRSA", rsa));
    assertThat(pkcs.verifies(rsa.getPublic(), MESSAGE)).isTrue();
    assertThat(rsa(SchemeKind.RSAPSS, pss(32)).verifies(rsa.getPublic(), MESSAGE)).isTrue();
    assertThat(rsa(SchemeKind.RSAPSS, pss(222)).verifies(rsa.getPublic(), MESSAGE)).isTrue();
    assertThat(rsa(SchemeKind.RSASSA, pss(32)).verifies(rsa.getPublic(), MESSAGE)).isFalse();
    assertThat(
            new Rsa(SchemeKind.RSAPSS, HashAlgorithm.SHA256, pkcs.value())
                .verifies(rsa.getPublic(), MESSAGE))
        .isFalse();
  }

  @Test
  void a_signature_fits_only_keys_of_its_kind() throws GeneralSecurityException {
    Rsa pkcs = rsa(SchemeKind.RSASSA, signed("SHA256withRSA", rsa));
    assertThat(pkcs.fits(ecc.getPublic())).isFalse();
    assertThat(pkcs.verifies(ecc.getPublic(), MESSAGE)).isFalse();
    assertThat(ecdsa(Octets.parse("01"), Octets.parse("01")).fits(rsa.getPublic())).isFalse();
    Octets shorter = pkcs.value().slice(1, 256);
    assertThat(new Rsa(SchemeKind.RSASSA, HashAlgorithm.SHA256, shorter).fits(rsa.getPublic()))
        .isFalse();
  }

  @Test
  void wire_form_is_strict() throws GeneralSecurityException {
    Octets both = Octets.of(signed("SHA256withECDSAinP1363Format", ecc));
    TpmSignature signature = ecdsa(both.slice(0, 32), both.slice(32, 64));
    assertThat(signature.wire().hex()).startsWith("0018000b0020");
    assertThat(TpmSignature.parse(signature.wire())).isEqualTo(signature);
    refusedWhenCutOrLonger(signature.wire(), TpmSignature::parse);
    survivesMutation(
        signature.wire(),
        bytes -> TpmSignature.parse(bytes).verifies(ecc.getPublic(), MESSAGE),
        300);
    refused(Octets.parse("0010"), TpmSignature::parse);
    refused(Octets.parse("0018000b0043" + "11".repeat(67) + "000111"), TpmSignature::parse);
    refused(Octets.parse("0014000bffff"), TpmSignature::parse);
    refused(Octets.parse("0005000b" + "11".repeat(32)), TpmSignature::parse);
  }

  private byte[] pss(int salt) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
    return signed(signature, rsa);
  }

  private static byte[] signed(String algorithm, KeyPair keys) throws GeneralSecurityException {
    return signed(Signature.getInstance(algorithm), keys);
  }

  private static byte[] signed(Signature signature, KeyPair keys) throws GeneralSecurityException {
    signature.initSign(keys.getPrivate());
    signature.update(MESSAGE.bytes());
    return signature.sign();
  }

  private static Octets minimal(Octets number) {
    return Octets.of(new BigInteger(1, number.bytes()).toByteArray()).length() > 32
        ? number
        : Octets.of(new BigInteger(1, number.bytes()).toByteArray());
  }

  private static Ecdsa ecdsa(Octets r, Octets s) {
    return new Ecdsa(HashAlgorithm.SHA256, r, s);
  }

  private static Rsa rsa(SchemeKind scheme, byte[] value) {
    return new Rsa(scheme, HashAlgorithm.SHA256, Octets.of(value));
  }
}
