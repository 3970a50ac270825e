package org.icecoat.plugin.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.stream.IntStream;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.junit.jupiter.api.Test;

/** What changes while a node proves itself, and what need not be read again. */
class BusyRegistersIT extends AttestingNode {
  @Test
  void what_changes_while_the_tpm_quotes_is_measured_again_and_no_lie() throws IOException {
    busy.before.add(() -> measureAnew("changed by one who asked meanwhile"));
    assertThat(digests(proved(), "rules")).hasSize(2);
    busy.before.add(() -> measureAnew("and another one"));
    busy.after.add(() -> measureAnew("and once more"));
    assertThat(digests(proved(), "rules")).hasSize(4);
    busy.before.add(swtpm::reboot);
    busy.after.add(swtpm::reboot);
    assertThat(digests(proved(), "rules")).hasSize(1);
  }

  @Test
  void registers_that_never_stand_still_are_a_failure_and_no_evidence() {
    IntStream.range(0, 20).forEach(time -> busy.before.add(this::extendAnother));
    IntStream.range(0, 20).forEach(time -> busy.after.add(this::extendAnother));
    assertThatThrownBy(() -> answer(challenge("node1")))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.fault()).isEqualTo(PluginFault.TPM_FAILED))
        .hasMessageContaining("changed in each of 8 tries");
    busy.before.clear();
    busy.after.clear();
    assertThat(answer(challenge("node1")).evidence()).isNotNull();
  }

  @Test
  void registers_are_read_again_only_when_the_quote_says_that_they_changed() throws IOException {
    var unused = proved();
    busy.reads.clear();
    unused = proved();
    assertThat(busy.reads).containsExactly(PcrSelection.of(PcrBank.SHA256, PCR));
    extendAnother();
    busy.reads.clear();
    unused = proved();
    assertThat(busy.reads).hasSize(2);
  }

  private void extendAnother() {
    tpm.extendPcr(PcrBank.SHA256, 7, Octets.of(sha256("by the kernel").bytes()));
  }

  private void measureAnew(String rules) {
    try {
      Files.writeString(folder.resolve("rules"), rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node.measure();
  }
}
