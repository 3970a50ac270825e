package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.structure.SchemeKind;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;
import org.icecoat.trust.testing.TestingFixtures;
import org.icecoat.trust.testing.TestingTpmKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttestationKeyTest {
  private static final String VECTORS = "keylime/vectors/tpm2b_public.json";
  private static final TestingTpmKey KEY = TestingTpmKey.attestation();

  @Test
  void a_restricted_resident_signing_key_is_an_attestation_key() {
    AttestationKey key = judged(KEY.area()).accepted().orElseThrow();
    assertThat(key.name()).isEqualTo(KEY.area().name());
    assertThat(key.publicKey().getEncoded()).isEqualTo(KEY.keys().getPublic().getEncoded());
  }

  @ParameterizedTest
  @CsvSource({
    "0x00040472, KEY_NOT_RESTRICTED",
    "0x00010472, KEY_NOT_SIGNING",
    "0x00070472, KEY_DECRYPTS",
    "0x00050470, KEY_NOT_FIXED",
    "0x00050462, KEY_NOT_FIXED",
    "0x00050452, KEY_IMPORTED"
  })
  void a_key_that_lacks_an_attribute_is_refused_for_it(String attributes, Reason reason) {
    refused(KEY.claiming(Integer.decode(attributes)).area(), reason);
  }

  @Test
  void a_key_without_a_fixed_strong_scheme_is_refused() {
    refused(
        TestingTpmKey.ecc(TestingTpmKey.ATTESTATION, 0, Scheme.NONE).area(), Reason.SCHEME_OPEN);
    Scheme sha1 = new Scheme(SchemeKind.ECDSA, HashAlgorithm.SHA1);
    refused(TestingTpmKey.ecc(TestingTpmKey.ATTESTATION, 0, sha1).area(), Reason.SCHEME_OPEN);
  }

  @Test
  void weak_keys_and_weak_names_are_refused() {
    Scheme rsassa = new Scheme(SchemeKind.RSASSA, HashAlgorithm.SHA256);
    refused(TestingTpmKey.rsa(1024, TestingTpmKey.ATTESTATION, 0, rsassa).area(), Reason.KEY_WEAK);
    PublicArea area = KEY.area();
    refused(
        new PublicArea(HashAlgorithm.SHA1, area.attributes(), area.authPolicy(), area.parameters()),
        Reason.KEY_WEAK);
  }

  @Test
  void real_attestation_keys_are_accepted_and_a_real_plain_signing_key_is_not() {
    for (String real : new String[] {"ak_rsa_tpm2b_public", "ak_ec_tpm2b_public"}) {
      PublicArea area = PublicArea.parseSized(TestingFixtures.vector(VECTORS, real));
      assertThat(judged(area).accepted()).isPresent();
    }
    PublicArea other = PublicArea.parseSized(TestingFixtures.vector(VECTORS, "other_rsa_public"));
    assertThat(judged(other).findings())
        .extracting(Finding::reason)
        .contains(Reason.KEY_NOT_RESTRICTED, Reason.SCHEME_OPEN);
  }

  private static Verdict<AttestationKey> judged(PublicArea area) {
    return AttestationKey.judge(area, TpmName.qualified(Hierarchy.ENDORSEMENT, area.name()));
  }

  private static void refused(PublicArea area, Reason reason) {
    assertThat(judged(area).findings()).extracting(Finding::reason).containsExactly(reason);
  }
}
