package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.icecoat.domain.node.HealthFinding;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether QEMU runs in its sandbox, as far as libvirt's settings say. */
class QemuSettingsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"seccomp_sandbox = 0", "user = \"root\"\n  seccomp_sandbox=0  # slow"})
  void settings_that_turn_the_sandbox_off_are_a_finding(String text) throws IOException {
    assertThat(settings(text).finding()).map(HealthFinding::code).contains("SANDBOX_OFF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "seccomp_sandbox = 1", "#seccomp_sandbox = 0"})
  void settings_that_leave_it_on_are_none(String text) throws IOException {
    assertThat(settings(text).finding()).isEmpty();
  }

  private QemuSettings settings(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("other.conf"), text);
    return new QemuSettings(new Programs(null, null, null, file, null));
  }
}
