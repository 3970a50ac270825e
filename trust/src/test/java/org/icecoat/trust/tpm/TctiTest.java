package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TctiTest {
  @Test
  void the_kernels_resource_manager_is_a_way_to_the_tpm() {
    Tcti tcti = new Tcti("device:/dev/tpmrm0");
    assertThat(tcti.hasResourceManager()).isTrue();
    assertThat(tcti.device()).contains(Path.of("/dev/tpmrm0"));
    assertThat(tcti).hasToString("device:/dev/tpmrm0");
  }

  @Test
  void a_software_tpm_has_no_resource_manager() {
    Tcti tcti = new Tcti("swtpm:path=/run/tpm/s");
    assertThat(tcti.hasResourceManager()).isFalse();
    assertThat(tcti.device()).isEmpty();
  }

  @Test
  void the_raw_device_is_refused_with_advice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tcti("device:/dev/tpm0"))
        .withMessageContaining("/dev/tpmrm0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "device:",
        "device:/dev/../etc/passwd",
        "device:/dev/tpmrm0 ",
        "swtpm:path=relative",
        "swtpm:path=",
        "swtpm:path=/a,port=1",
        "swtpm:path=/a\nb",
        "cmd:/bin/sh",
        "libtss2-tcti-cmd.so:/bin/sh"
      })
  void nothing_else_is_a_tpm(String configuration) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Tcti(configuration));
  }

  @Test
  void a_socket_has_a_short_path() {
    String longest = "/" + "a".repeat(106);
    assertThat(new Tcti("swtpm:path=" + longest).configuration()).endsWith(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tcti("swtpm:path=" + longest + "a"))
        .withMessageContaining("107");
  }
}
