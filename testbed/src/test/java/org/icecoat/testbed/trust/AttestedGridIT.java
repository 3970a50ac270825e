package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** From enrolment to a VM on a node that has proved itself, by the command line alone. */
@OnAttestedGrid
class AttestedGridIT {
  private static final int NOTHING_FITS = 5;

  @Test
  void without_a_policy_in_force_no_node_is_trusted_and_each_says_so(AttestedGrid grid) {
    Output match = grid.before();
    assertThat(match.status()).isEqualTo(NOTHING_FITS);
    for (String node : AttestedGrid.NODES) {
      assertThat(match.out() + match.err())
          .containsPattern(
              node + ".*it is not trusted: No appraisal policy is in force.*\\(NOT_TRUSTED\\)");
    }
  }

  @Test
  void a_policy_drafted_from_both_nodes_makes_both_trusted_and_a_vm_runs(AttestedGrid grid) {
    assertThat(grid.commands())
        .extracting(Output::out)
        .anySatisfy(out -> assertThat(out).contains("Evidence of node2: sha256:"))
        .anySatisfy(out -> assertThat(out).contains("site version 1 signed by CN=Grid Admin"))
        .anySatisfy(out -> assertThat(out).contains("site version 1 is in force"));
    for (String node : AttestedGrid.NODES) {
      JsonNode trust = grid.attest(node);
      assertThat(trust.get("verdict").asText()).as(trust.toString()).isEqualTo("Trusted");
      assertThat(trust.get("policy").asText()).isEqualTo("site version 1");
    }
    JsonNode tpm = grid.administrator().json("node", "show", "node1").get("tpm");
    assertThat(tpm.get("tpmClass").asText()).isEqualTo("Emulated");
    assertThat(tpm.get("maker").asText()).isEqualTo("testbed");
    TestingVm vm = grid.grid().deploy("echo trusted");
    vm.awaitApplication("Succeeded");
    assertThat(vm.output()).isEqualTo("trusted\n");
    vm.destroy();
  }

  @Test
  void the_store_s_log_is_proved_to_be_guarded_by_its_tpm(AttestedGrid grid) {
    Output verified = grid.administrator().run("image", "verify", "small:1");
    assertThat(verified.succeeded()).as(verified.err() + verified.out()).isTrue();
    assertThat(verified.out())
        .contains("the log's key is the configured one")
        .containsPattern(
            "\nprotection +proved +the log's key and counters lie in a TPM.* certified by the maker"
                + " testbed, .*; its counter is at \\d+, as the head says")
        .containsPattern("\nhardware +unproved +the TPM is software");
  }
}
