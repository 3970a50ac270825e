package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.trust.tpm.ContractSubject.assertFault;

import java.security.SecureRandom;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Attestation.NvCertify;
import org.icecoat.trust.structure.WireReader;
import org.junit.jupiter.api.Test;

/** Counters in NV; each fact has an index of its own. */
interface CounterContract extends ContractSubject {
  private NvCounter defined(int index) {
    NvCounter counter = new NvCounter(index, AuthValue.fresh(new SecureRandom()));
    tpm().defineCounter(counter);
    return counter;
  }

  @Test
  default void a_counter_grows_by_one() {
    NvCounter counter = defined(0x0180_0001);
    long first = tpm().incrementCounter(counter);
    assertThat(tpm().incrementCounter(counter)).isEqualTo(first + 1);
    assertThat(tpm().readCounter(counter)).isEqualTo(first + 1);
  }

  @Test
  default void a_counter_is_defined_once() {
    NvCounter counter = defined(0x0180_0002);
    tpm().defineCounter(counter);
    long value = tpm().incrementCounter(counter);
    tpm().defineCounter(counter);
    assertThat(tpm().readCounter(counter)).isEqualTo(value);
  }

  @Test
  default void a_counter_has_no_value_before_its_first_increment() {
    NvCounter counter = defined(0x0180_0003);
    assertFault(TrustFault.TPM_ABSENT, () -> tpm().readCounter(counter));
    assertFault(TrustFault.TPM_ABSENT, () -> tpm().certifyCounter(counter, NONCE));
  }

  @Test
  default void the_attestation_key_certifies_a_counter() {
    NvCounter counter = defined(0x0180_0004);
    long value = tpm().incrementCounter(counter);
    NvCertify body = (NvCertify) verified(tpm().certifyCounter(counter, NONCE)).body();
    assertThat(body.index()).isEqualTo(counter.incremented().name());
    assertThat(WireReader.of(body.contents(), "counter").u64()).isEqualTo(value);
  }

  @Test
  default void a_counter_asks_for_its_auth_value_and_locks_nobody_out() {
    NvCounter counter = defined(0x0180_0005);
    long value = tpm().incrementCounter(counter);
    NvCounter wrong = new NvCounter(counter.index(), AuthValue.of(new byte[] {1}));
    for (int i = 0; i < 10; i++) {
      assertFault(TrustFault.TPM_AUTHORIZATION, () -> tpm().incrementCounter(wrong));
      assertFault(TrustFault.TPM_AUTHORIZATION, () -> tpm().readCounter(wrong));
    }
    assertFault(TrustFault.TPM_AUTHORIZATION, () -> tpm().certifyCounter(wrong, NONCE));
    assertThat(tpm().readCounter(counter)).isEqualTo(value);
  }

  @Test
  default void a_counter_that_is_made_anew_goes_on_above_its_old_value() {
    NvCounter counter = defined(0x0180_0006);
    tpm().incrementCounter(counter);
    long old = tpm().incrementCounter(counter);
    tpm().undefineCounter(counter);
    assertFault(TrustFault.TPM_ABSENT, () -> tpm().readCounter(counter));
    assertThat(tpm().incrementCounter(defined(counter.index()))).isGreaterThan(old);
  }

  @Test
  default void a_counter_that_is_not_there_is_absent() {
    NvCounter counter = new NvCounter(0x0180_00ff, AuthValue.of(new byte[] {1}));
    assertFault(TrustFault.TPM_ABSENT, () -> tpm().incrementCounter(counter));
    tpm().undefineCounter(counter);
  }
}
