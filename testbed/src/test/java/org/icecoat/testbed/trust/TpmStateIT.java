package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.tpm.SoftwareTpm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A software TPM is a file: whoever has it may put an old one back, or run a copy. */
@OnAttestedGrid
class TpmStateIT {
  private static final int BOOTS = 2;

  @TempDir private Path kept;

  @Test
  void an_old_state_of_a_node_s_tpm_is_found_out(AttestedGrid grid) {
    SoftwareTpm tpm = grid.tpm("node1");
    tpm.stop();
    tpm.copyState(kept);
    tpm.start();
    boot(tpm);
    assertThat(grid.attest("node1").get("verdict").asText()).isEqualTo("Trusted");
    tpm.stop();
    tpm.restoreState(kept);
    tpm.start();
    JsonNode trust = grid.attest("node1");
    assertThat(trust.get("verdict").asText()).isEqualTo("Rejected");
    assertThat(AttestedGrid.texts(trust.get("reasons")))
        .anySatisfy(why -> assertThat(why).contains("an old state was restored"));

    boot(tpm);
    boot(tpm);
    assertThat(grid.attest("node1").get("verdict").asText()).isEqualTo("Rejected");
    List<String> enrolment = grid.grid().grid().enrolment("node1");
    assertThat(grid.administrator().run(enrolment).err())
        .contains("an old state was restored", "remove the node and enrol it again");
    Grid.must(grid.administrator().run("node", "remove", "node1"));
    Grid.must(grid.administrator().run(enrolment));
    assertThat(grid.attest("node1").get("verdict").asText()).isEqualTo("Trusted");
  }

  private static void boot(SoftwareTpm tpm) {
    for (int i = 0; i < BOOTS; i++) {
      tpm.reboot();
    }
  }

  @Test
  void a_node_with_a_copy_of_another_s_tpm_is_not_enrolled(AttestedGrid grid) {
    SoftwareTpm own = grid.tpm("node2");
    own.stop();
    own.copyState(kept.resolve("own"));
    grid.tpm("node1").copyState(kept.resolve("other"));
    own.restoreState(kept.resolve("other"));
    own.start();
    Grid.must(grid.administrator().run("node", "remove", "node2"));
    List<String> enrolment = grid.grid().grid().enrolment("node2");

    Output refused = grid.administrator().run(enrolment);
    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.err()).contains("was the TPM cleared or replaced?");
    grid.grid().service("node2").restart();
    assertThat(grid.administrator().run(enrolment).err())
        .contains("its TPM is that of the node node1");

    own.stop();
    own.restoreState(kept.resolve("own"));
    own.start();
    grid.grid().service("node2").restart();
    Grid.must(grid.administrator().run(enrolment));
    assertThat(grid.attest("node2").get("verdict").asText()).isEqualTo("Trusted");
  }
}
