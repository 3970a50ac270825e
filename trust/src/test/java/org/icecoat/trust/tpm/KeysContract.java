package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.tpm.ContractSubject.assertFault;

import java.io.ByteArrayInputStream;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Attestation.Certify;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.SignedAttestation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endorsement, attestation, storage and signing keys. */
interface KeysContract extends ContractSubject {
  Octets MESSAGE = Octets.parse("48656c6c6f");

  @ParameterizedTest
  @EnumSource
  default void an_endorsement_key_is_certified_by_the_maker(EkTemplate template) throws Exception {
    EndorsementKey key = tpm().endorsementKey(template);
    byte[] der = key.certificate().orElseThrow().bytes();
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    assertThat(certificate.getEncoded()).isEqualTo(der);
    assertThat(certificate.getPublicKey()).isEqualTo(key.publicArea().publicKey());
    certificate.verify(makers().get(1).getPublicKey());
    makers().get(1).verify(makers().get(0).getPublicKey());
  }

  @ParameterizedTest
  @EnumSource
  default void an_endorsement_key_is_always_the_same_and_of_no_other_tpm(EkTemplate template) {
    PublicArea key = tpm().endorsementKey(template).publicArea();
    assertThat(tpm().endorsementKey(template).publicArea()).isEqualTo(key);
    assertThat(otherTpm().endorsementKey(template).publicArea()).isNotEqualTo(key);
  }

  @Test
  default void the_attestation_key_signs_only_what_the_tpm_says() {
    PublicArea key = tpm().attestationKey();
    assertThat(key.attributes()).isEqualTo(new Attributes(0x0005_0472));
    assertThat(tpm().attestationKey()).isEqualTo(key);
    assertThat(otherTpm().attestationKey()).isNotEqualTo(key);
  }

  @Test
  default void the_attestation_key_certifies_the_storage_key() {
    Certify body = (Certify) verified(tpm().certifyStorageKey(NONCE)).body();
    assertThat(body.name()).isEqualTo(tpm().storageKey().name());
    int storage = Attributes.FIXED_TPM | Attributes.RESTRICTED | Attributes.DECRYPT;
    assertThat(tpm().storageKey().attributes().has(storage)).isTrue();
  }

  @Test
  default void a_resident_key_signs_and_is_certified() throws Exception {
    LoadableObject key = tpm().createSigningKey();
    Octets signature = tpm().sign(key, HashAlgorithm.SHA256.hash(MESSAGE));
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(key.publicArea().publicKey());
    verifier.update(MESSAGE.bytes());
    assertThat(verifier.verify(signature.bytes())).isTrue();
    Certify body = (Certify) verified(tpm().certify(key, NONCE)).body();
    assertThat(body.name()).isEqualTo(key.publicArea().name());
  }

  @Test
  default void a_resident_key_works_after_it_was_written_down() {
    LoadableObject key = tpm().createSigningKey();
    LoadableObject read = LoadableObject.parse(key.wire());
    assertThat(read).isEqualTo(key);
    assertThat(tpm().sign(read, HashAlgorithm.SHA256.hash(MESSAGE)).isEmpty()).isFalse();
  }

  @Test
  default void a_resident_key_of_another_tpm_is_refused() {
    LoadableObject foreign = otherTpm().createSigningKey();
    assertFault(
        TrustFault.TPM_INTEGRITY, () -> tpm().sign(foreign, HashAlgorithm.SHA256.hash(MESSAGE)));
    assertFault(TrustFault.TPM_INTEGRITY, () -> tpm().certify(foreign, NONCE));
  }

  @Test
  default void an_altered_resident_key_is_refused() {
    LoadableObject key = tpm().createSigningKey();
    byte[] altered = key.sensitive().bytes();
    altered[altered.length - 1] ^= 1;
    LoadableObject wrong = new LoadableObject(key.publicArea(), Octets.of(altered));
    assertFault(
        TrustFault.TPM_INTEGRITY, () -> tpm().sign(wrong, HashAlgorithm.SHA256.hash(MESSAGE)));
  }

  @Test
  default void digests_of_other_lengths_are_not_signed() {
    LoadableObject key = tpm().createSigningKey();
    assertFault(TrustFault.TPM_REFUSED, () -> tpm().sign(key, HashAlgorithm.SHA1.hash(MESSAGE)));
  }

  @Test
  default void qualifying_data_ends_at_64_bytes() {
    Octets longest = Octets.of(new byte[Tpm.LONGEST_QUALIFYING_DATA]);
    SignedAttestation statement = tpm().certifyStorageKey(longest);
    assertThat(statement.attest().hex()).contains(longest.hex());
    Octets longer = Octets.of(new byte[Tpm.LONGEST_QUALIFYING_DATA + 1]);
    assertThatThrownBy(() -> tpm().certifyStorageKey(longer))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
