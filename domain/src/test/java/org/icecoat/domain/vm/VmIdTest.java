package org.icecoat.domain.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class VmIdTest {
  @Test
  void only_the_full_uuid_form_is_an_id() {
    VmId id = VmId.parse("7F3A09C2-0000-4000-8000-000000000001");
    assertThat(id).hasToString("7f3a09c2-0000-4000-8000-000000000001");
    assertThat(id.handle()).isEqualTo("vm-7f3a09c2");
    assertThatIllegalArgumentException().isThrownBy(() -> VmId.parse("1-1-1-1-1"));
  }

  @Test
  void a_name_is_a_host_name() {
    assertThat(new VmName("hmm-1")).hasToString("hmm-1");
    assertThatIllegalArgumentException().isThrownBy(() -> new VmName("-a"));
    assertThatIllegalArgumentException().isThrownBy(() -> new VmName("A"));
    assertThatIllegalArgumentException().isThrownBy(() -> new VmName("a".repeat(64)));
  }

  @Test
  void an_epoch_only_grows() {
    assertThat(new Epoch(1).next()).isGreaterThan(new Epoch(1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Epoch(0));
  }
}
