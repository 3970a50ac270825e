package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.tpm.ContractSubject.assertFault;

import java.util.stream.IntStream;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.junit.jupiter.api.Test;

/** Platform configuration registers, quotes of them, and the clock in quotes. */
interface PcrContract extends ContractSubject {
  int EXTENDED = 14;
  PcrSelection ALL =
      PcrSelection.of(PcrBank.SHA256, IntStream.range(0, PcrSelection.PCRS).toArray());

  @Test
  default void all_pcrs_are_read_at_once() {
    assertThat(tpm().readPcrs(ALL).selection()).isEqualTo(ALL);
  }

  @Test
  default void a_pcr_is_extended_by_a_digest() {
    PcrSelection one = PcrSelection.of(PcrBank.SHA256, EXTENDED);
    Octets before = tpm().readPcrs(one).value(EXTENDED);
    Octets digest = HashAlgorithm.SHA256.hash(NONCE);
    tpm().extendPcr(PcrBank.SHA256, EXTENDED, digest);
    assertThat(tpm().readPcrs(one).value(EXTENDED))
        .isEqualTo(PcrBank.SHA256.extend(before, digest));
  }

  @Test
  default void a_quote_is_over_the_pcrs_that_are_read() {
    PcrValues values = tpm().readPcrs(ALL);
    Attestation quote = verified(tpm().quote(ALL, NONCE));
    Attestation.Quote body = (Attestation.Quote) quote.body();
    assertThat(body.selections()).containsExactly(ALL);
    assertThat(body.pcrDigest()).isEqualTo(values.digest(HashAlgorithm.SHA256));
  }

  @Test
  default void a_quote_shows_the_clock_in_plain() {
    Attestation.ClockReading before = tpm().clock();
    Attestation.ClockReading quoted = verified(tpm().quote(ALL, NONCE)).clock();
    assertThat(quoted.resetCount()).isEqualTo(before.resetCount());
    assertThat(quoted.restartCount()).isEqualTo(before.restartCount());
    assertThat(quoted.millis()).isGreaterThanOrEqualTo(before.millis());
  }

  @Test
  default void a_bank_that_is_not_active_is_absent() {
    PcrSelection sha1 = PcrSelection.of(PcrBank.SHA1, 0);
    assertFault(TrustFault.TPM_ABSENT, () -> tpm().readPcrs(sha1));
    assertFault(TrustFault.TPM_ABSENT, () -> tpm().quote(sha1, NONCE));
  }

  @Test
  default void a_quote_of_nothing_is_not_asked_for() {
    PcrSelection none = PcrSelection.of(PcrBank.SHA256);
    assertThatThrownBy(() -> tpm().quote(none, NONCE)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tpm().readPcrs(none)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void a_pcr_is_not_extended_by_a_digest_of_another_bank() {
    assertThatThrownBy(
            () -> tpm().extendPcr(PcrBank.SHA256, EXTENDED, HashAlgorithm.SHA1.hash(NONCE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> tpm().extendPcr(PcrBank.SHA256, PcrSelection.PCRS, PcrBank.SHA256.zero()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
