package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.tpm.ContractSubject.assertFault;

import java.util.Arrays;
import java.util.Map;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.junit.jupiter.api.Test;

/** Secrets under a policy of PCRs. */
interface SealingContract extends ContractSubject {
  int EXTENDED = 15;
  PcrSelection PCRS = PcrSelection.of(PcrBank.SHA256, 7, EXTENDED);

  private LoadableObject sealed(byte[] secret) {
    return tpm().seal(secret, new PcrPolicy(tpm().readPcrs(PCRS)));
  }

  private static byte[] secret(int length) {
    byte[] secret = new byte[length];
    Arrays.fill(secret, (byte) 0x5a);
    return secret;
  }

  @Test
  default void a_sealed_secret_is_revealed_while_the_pcrs_stay() {
    LoadableObject sealed = sealed(secret(Tpm.LONGEST_SECRET));
    assertThat(tpm().unseal(LoadableObject.parse(sealed.wire()), PCRS))
        .isEqualTo(secret(Tpm.LONGEST_SECRET));
  }

  @Test
  default void a_sealed_secret_is_kept_after_a_pcr_is_extended() {
    LoadableObject sealed = sealed(secret(32));
    tpm().extendPcr(PcrBank.SHA256, EXTENDED, HashAlgorithm.SHA256.hash(NONCE));
    assertFault(TrustFault.TPM_POLICY_FAILED, () -> tpm().unseal(sealed, PCRS));
  }

  @Test
  default void a_secret_can_be_sealed_under_values_to_come() {
    Octets digest = HashAlgorithm.SHA256.hash(NONCE);
    Octets next = PcrBank.SHA256.extend(tpm().readPcrs(PCRS).value(EXTENDED), digest);
    PcrSelection one = PcrSelection.of(PcrBank.SHA256, EXTENDED);
    PcrPolicy policy = new PcrPolicy(PcrValues.of(PcrBank.SHA256, Map.of(EXTENDED, next)));
    LoadableObject sealed = tpm().seal(secret(16), policy);
    assertFault(TrustFault.TPM_POLICY_FAILED, () -> tpm().unseal(sealed, one));
    tpm().extendPcr(PcrBank.SHA256, EXTENDED, digest);
    assertThat(tpm().unseal(sealed, one)).isEqualTo(secret(16));
  }

  @Test
  default void a_sealed_secret_is_kept_if_other_pcrs_are_shown() {
    LoadableObject sealed = sealed(secret(16));
    PcrSelection fewer = PcrSelection.of(PcrBank.SHA256, 7);
    PcrSelection more = PcrSelection.of(PcrBank.SHA256, 7, 8, EXTENDED);
    assertFault(TrustFault.TPM_POLICY_FAILED, () -> tpm().unseal(sealed, fewer));
    assertFault(TrustFault.TPM_POLICY_FAILED, () -> tpm().unseal(sealed, more));
  }

  @Test
  default void a_secret_of_another_tpm_is_refused() {
    LoadableObject foreign = otherTpm().seal(secret(16), new PcrPolicy(otherTpm().readPcrs(PCRS)));
    assertFault(TrustFault.TPM_INTEGRITY, () -> tpm().unseal(foreign, PCRS));
  }

  @Test
  default void a_secret_whose_policy_was_exchanged_is_refused() {
    LoadableObject sealed = sealed(secret(16));
    PcrValues zero = PcrValues.of(PcrBank.SHA256, Map.of(EXTENDED, PcrBank.SHA256.zero()));
    LoadableObject other = tpm().seal(secret(16), new PcrPolicy(zero));
    LoadableObject mixed = new LoadableObject(other.publicArea(), sealed.sensitive());
    assertFault(TrustFault.TPM_INTEGRITY, () -> tpm().unseal(mixed, PCRS));
  }

  @Test
  default void secrets_have_1_to_128_bytes() {
    PcrPolicy policy = new PcrPolicy(tpm().readPcrs(PCRS));
    assertThatThrownBy(() -> tpm().seal(new byte[0], policy))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tpm().seal(secret(Tpm.LONGEST_SECRET + 1), policy))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
