package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.configuration.TpmConfiguration;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.testing.TestingFirmware;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogsTest {
  private static final Octets COMPONENTS = Octets.parse("c0");

  @TempDir Path folder;
  private Path firmware;
  private Path ima;

  @BeforeEach
  void name() {
    firmware = folder.resolve("binary_bios_measurements");
    ima = folder.resolve("ascii_runtime_measurements");
  }

  @Test
  void the_firmware_s_log_is_sent_whole_whatever_is_quoted() throws IOException {
    Octets log = TestingFirmware.recorded().log();
    Files.write(firmware, log.bytes());
    assertThat(read(0).firmware()).isEqualTo(log);
    assertThat(read(10).firmware()).isEqualTo(log);
    assertThat(read(0).components()).isEqualTo(COMPONENTS);
  }

  @Test
  void logs_that_are_not_there_are_empty() {
    assertThat(read(10).firmware().isEmpty()).isTrue();
    assertThat(read(10).ima().isEmpty()).isTrue();
  }

  @Test
  void a_log_that_cannot_be_read_is_a_failure_that_tells_what_to_do_and_no_path()
      throws IOException {
    Files.createDirectory(firmware);
    assertUnreadable(0, "firmware", "tpm.firmware-log");
    Files.delete(firmware);
    Files.createDirectory(ima);
    assertThat(read(0).ima().isEmpty()).isTrue();
    assertUnreadable(10, "kernel", "tpm.ima-log");
  }

  private void assertUnreadable(int pcr, String whose, String key) {
    assertThatThrownBy(() -> read(pcr))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.STORAGE_FAILED))
        .hasMessageContaining("of the node's " + whose + " cannot be read")
        .hasMessageContaining(
            "let the plug-in's account read the file that %s names".formatted(key))
        .hasMessageNotContaining(folder.toString());
  }

  private Evidence.Logs read(int pcr) {
    PcrSelection selection = PcrSelection.of(PcrBank.SHA256, pcr);
    return new NodeLogs(new TpmConfiguration(null, null, firmware, ima, Map.of()))
        .read(COMPONENTS, new NodeLogs.Wish(selection, ImaFrom.FIRST, 1 << 20));
  }
}
