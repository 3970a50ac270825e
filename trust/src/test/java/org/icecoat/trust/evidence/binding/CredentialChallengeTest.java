package org.icecoat.trust.evidence.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.icecoat.trust.structure.Curve;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.testing.TestingFixtures;
import org.icecoat.trust.testing.TestingTpmKey;
import org.junit.jupiter.api.Test;

class CredentialChallengeTest {
  private static final String RSA = "keylime/vectors/test_makecredential.json";
  private static final String ECC = "keylime/vectors/test_makecredential_ecc.json";
  private static final String TOOLS_HEAD = "badcc0de00000001";

  @Test
  void the_known_answer_for_an_elliptic_key_comes_out_bit_for_bit()
      throws GeneralSecurityException {
    PublicArea key = PublicArea.parseSized(TestingFixtures.vector(ECC, "ek_tpm"));
    SharedSeed seed = SharedSeed.agreed(key, "IDENTITY", ephemeral());
    EncryptedCredential credential =
        CredentialChallenge.make(
            key,
            new TpmName(TestingFixtures.vector(ECC, "aik_name")),
            TestingFixtures.vector(ECC, "challenge").bytes(),
            seed);
    assertThat(TOOLS_HEAD + credential.wire().hex())
        .isEqualTo(TestingFixtures.vector(ECC, "expected_prefix_or_all").hex());
  }

  @Test
  void the_known_answer_for_an_rsa_key_comes_out_as_far_as_it_is_fixed() {
    PublicArea key = PublicArea.parseSized(TestingFixtures.vector(RSA, "ek_tpm"));
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 0x12);
    EncryptedCredential credential =
        CredentialChallenge.make(
            key,
            new TpmName(TestingFixtures.vector(RSA, "aik_name")),
            TestingFixtures.vector(RSA, "challenge").bytes(),
            new SharedSeed(seed, Octets.parse("00".repeat(256))));
    assertThat(TOOLS_HEAD + credential.wire().hex())
        .startsWith(TestingFixtures.vector(RSA, "expected_prefix_or_all").hex());
  }

  @Test
  void two_challenges_with_one_secret_have_nothing_in_common() {
    TestingTpmKey key = TestingTpmKey.rsa(2048, TestingTpmKey.STORAGE, 128, Scheme.NONE);
    TpmName name = TestingTpmKey.attestation().area().name();
    byte[] secret = new byte[32];
    SecureRandom random = new SecureRandom();
    EncryptedCredential one = CredentialChallenge.make(key.area(), name, secret, random);
    EncryptedCredential other = CredentialChallenge.make(key.area(), name, secret, random);
    assertThat(one.idObject()).isNotEqualTo(other.idObject());
    assertThat(one.secret()).isNotEqualTo(other.secret());
    assertThat(one.secret().length()).isEqualTo(256);
    assertThat(EncryptedCredential.parse(one.wire())).isEqualTo(one);
  }

  @Test
  void only_to_storage_keys_and_only_short_secrets_go() {
    TpmName name = TestingTpmKey.attestation().area().name();
    SecureRandom random = new SecureRandom();
    PublicArea signing = TestingTpmKey.signing().area();
    assertThatThrownBy(() -> CredentialChallenge.make(signing, name, new byte[32], random))
        .isInstanceOf(IllegalArgumentException.class);
    PublicArea storage = TestingTpmKey.storage().area();
    assertThatThrownBy(() -> CredentialChallenge.make(storage, name, new byte[33], random))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CredentialChallenge.make(storage, name, new byte[0], random))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keys_longer_than_a_digest_are_derived_in_several_blocks() {
    byte[] key = new byte[32];
    byte[] sixty = KeyDerivation.kdfa(HashAlgorithm.SHA256, key, "X", Octets.EMPTY, 60);
    assertThat(sixty).hasSize(60);
    assertThat(Arrays.copyOfRange(sixty, 32, 60)).isNotEqualTo(Arrays.copyOf(sixty, 28));
  }

  private static KeyPair ephemeral() throws GeneralSecurityException {
    BigInteger d =
        new BigInteger(
            "75548318724506252006992803713632448754009807765151974952668642988315053146586");
    ECPoint point =
        new ECPoint(
            new BigInteger(
                "24475970435455602523615976476876273915861210750530480136577912291006924068625"),
            new BigInteger(
                "54663881618849781513153369976321537514677018641256406838874390754930401176808"));
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new ECPublicKeySpec(point, Curve.P256.spec())),
        factory.generatePrivate(new ECPrivateKeySpec(d, Curve.P256.spec())));
  }
}
