package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.tpm.ContractSubject.assertFault;

import java.security.SecureRandom;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.CertifiedKey;
import org.icecoat.trust.evidence.KeyCertification;
import org.icecoat.trust.evidence.binding.CredentialChallenge;
import org.icecoat.trust.evidence.binding.SecretWrapping;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a verifier without a TPM binds to this one: credentials, and secrets wrapped to it. */
interface BindingContract extends ContractSubject {
  Octets SECRET = Octets.parse("0102030405060708");
  int EXTENDED = 13;
  PcrSelection PCRS = PcrSelection.of(PcrBank.SHA256, 7, EXTENDED);

  private static EncryptedCredential challenge(Tpm endorsed, EkTemplate template, TpmName key) {
    PublicArea endorsementKey = endorsed.endorsementKey(template).publicArea();
    return CredentialChallenge.make(endorsementKey, key, SECRET.bytes(), new SecureRandom());
  }

  @ParameterizedTest
  @EnumSource
  default void a_credential_for_both_keys_is_opened(EkTemplate template) {
    EncryptedCredential credential = challenge(tpm(), template, tpm().attestationKey().name());
    assertThat(tpm().activateCredential(template, credential)).isEqualTo(SECRET.bytes());
  }

  @Test
  default void a_credential_for_another_attestation_key_is_refused() {
    EncryptedCredential credential =
        challenge(tpm(), EkTemplate.ECC_P256, otherTpm().attestationKey().name());
    assertFault(
        TrustFault.TPM_INTEGRITY, () -> tpm().activateCredential(EkTemplate.ECC_P256, credential));
  }

  @Test
  default void a_credential_for_another_endorsement_key_is_refused() {
    EncryptedCredential credential =
        challenge(otherTpm(), EkTemplate.ECC_P256, tpm().attestationKey().name());
    assertFault(
        TrustFault.TPM_INTEGRITY, () -> tpm().activateCredential(EkTemplate.ECC_P256, credential));
  }

  @Test
  default void an_altered_credential_is_refused() {
    EncryptedCredential credential =
        challenge(tpm(), EkTemplate.ECC_P256, tpm().attestationKey().name());
    int end = credential.idObject().length() - 1;
    for (int at : new int[] {2, 33, 34, end}) {
      EncryptedCredential altered =
          new EncryptedCredential(altered(credential.idObject(), at), credential.secret());
      assertFault(
          TrustFault.TPM_INTEGRITY, () -> tpm().activateCredential(EkTemplate.ECC_P256, altered));
    }
  }

  @Test
  default void a_secret_wrapped_elsewhere_is_imported_and_revealed() {
    LoadableObject imported = tpm().importObject(wrapped(tpm()));
    assertThat(tpm().unseal(imported, PCRS)).isEqualTo(SECRET.bytes());
    assertThat(tpm().unseal(LoadableObject.parse(imported.wire()), PCRS)).isEqualTo(SECRET.bytes());
  }

  @Test
  default void an_imported_secret_is_kept_after_a_pcr_is_extended() {
    LoadableObject imported = tpm().importObject(wrapped(tpm()));
    tpm().extendPcr(PcrBank.SHA256, EXTENDED, HashAlgorithm.SHA256.hash(NONCE));
    assertFault(TrustFault.TPM_POLICY_FAILED, () -> tpm().unseal(imported, PCRS));
  }

  @Test
  default void a_secret_wrapped_to_another_tpm_is_refused() {
    ImportableObject foreign = wrapped(otherTpm());
    assertFault(TrustFault.TPM_INTEGRITY, () -> tpm().importObject(foreign));
  }

  @Test
  default void a_wrapped_secret_whose_policy_was_exchanged_is_refused() {
    ImportableObject wrapped = wrapped(tpm());
    PublicArea free =
        new PublicArea(
            wrapped.publicArea().nameAlgorithm(),
            wrapped.publicArea().attributes(),
            HashAlgorithm.SHA256.hash(NONCE),
            wrapped.publicArea().parameters());
    ImportableObject exchanged = new ImportableObject(free, wrapped.duplicate(), wrapped.seed());
    assertFault(TrustFault.TPM_INTEGRITY, () -> tpm().importObject(exchanged));
  }

  private ImportableObject wrapped(Tpm target) {
    PcrPolicy policy = new PcrPolicy(target.readPcrs(PCRS));
    return SecretWrapping.wrap(certified(target), SECRET.bytes(), policy, new SecureRandom());
  }

  private static CertifiedKey certified(Tpm target) {
    PublicArea key = target.attestationKey();
    TpmName qualified = TpmName.qualified(TpmName.Hierarchy.ENDORSEMENT, key.name());
    AttestationKey certifier = AttestationKey.judge(key, qualified).accepted().orElseThrow();
    return KeyCertification.judge(
            target.certifyStorageKey(NONCE),
            certifier,
            target.storageKey(),
            CertifiedKey.Use.STORAGE,
            NONCE)
        .accepted()
        .orElseThrow();
  }

  private static Octets altered(Octets octets, int at) {
    byte[] bytes = octets.bytes();
    bytes[at] ^= 1;
    return Octets.of(bytes);
  }
}
