package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.TpmName;
import org.junit.jupiter.api.Test;

class TpmValuesTest {
  private static final Tcti TCTI = new Tcti("device:/dev/tpmrm0");

  @Test
  void an_auth_value_is_never_printed() {
    AuthValue auth = AuthValue.of(new byte[] {0x41, 0x42});
    assertThat(auth).hasToString("***");
    assertThat(new NvCounter(0x0180_0001, auth).toString()).contains("***").doesNotContain("AB");
  }

  @Test
  void an_auth_value_is_what_a_tpm_keeps_of_it() {
    assertThat(AuthValue.fresh(new SecureRandom()).reveal()).hasSize(AuthValue.BYTES);
    byte[] longest = new byte[AuthValue.BYTES];
    assertThatIllegalArgumentException().isThrownBy(() -> AuthValue.of(longest));
    longest[AuthValue.BYTES - 1] = 1;
    assertThat(AuthValue.of(longest)).isEqualTo(AuthValue.of(longest.clone()));
    assertThatIllegalArgumentException().isThrownBy(() -> AuthValue.of(new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> AuthValue.of(new byte[33]));
  }

  @Test
  void a_counter_lies_in_the_owners_range() {
    AuthValue auth = AuthValue.of(new byte[] {1});
    assertThatIllegalArgumentException().isThrownBy(() -> new NvCounter(0x0180_0000 - 1, auth));
    assertThatIllegalArgumentException().isThrownBy(() -> new NvCounter(0x01c0_0000, auth));
  }

  @Test
  void a_counters_name_changes_with_its_first_increment() {
    NvCounter counter = new NvCounter(0x0180_0001, AuthValue.of(new byte[] {1}));
    assertThat(counter.definition().isCounter()).isTrue();
    assertThat(counter.incremented().isWritten()).isTrue();
    assertThat(counter.incremented().name()).isNotEqualTo(counter.definition().name());
  }

  @Test
  void settings_have_defaults() {
    TpmSettings settings = TpmSettings.of(TCTI);
    assertThat(settings.attestationKey()).isEqualTo(TpmSettings.ATTESTATION_KEY);
    assertThat(settings.storageKey()).isEmpty();
    assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void settings_can_all_be_set() {
    TpmName name = new TpmName(Octets.parse("000b" + "11".repeat(32)));
    Duration patience = Duration.ofSeconds(3);
    TpmSettings set =
        TpmSettings.of(TCTI)
            .withStorageKey(name)
            .withAttestationKey(0x8101_0099)
            .withPatience(patience);
    assertThat(set).isEqualTo(new TpmSettings(TCTI, 0x8101_0099, Optional.of(name), patience));
  }

  @Test
  void settings_refuse_what_no_tpm_can_do() {
    TpmSettings settings = TpmSettings.of(TCTI);
    assertThatIllegalArgumentException().isThrownBy(() -> settings.withAttestationKey(0x8180_0000));
    assertThatIllegalArgumentException().isThrownBy(() -> settings.withAttestationKey(0x8000_0000));
    assertThatIllegalArgumentException().isThrownBy(() -> settings.withPatience(Duration.ZERO));
  }
}
