package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnItsOwn;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that change, and nodes that only restart. */
@OnItsOwn
@ExtendWith(SharedAttestedGrid.class)
class ChangedNodeIT {
  private static final int NOTHING_FITS = 5;

  @Test
  void a_changed_file_is_named_and_vms_go_elsewhere_until_the_node_is_cured(AttestedGrid grid) {
    grid.tamper("node2");
    JsonNode trust = grid.attest("node2");
    assertThat(trust.get("verdict").asText()).isEqualTo("Rejected");
    assertThat(AttestedGrid.texts(trust.get("reasons")))
        .singleElement()
        .asString()
        .contains("A component is not one that the policy allows")
        .contains("libvirt.qemu-conf is sha256:");

    Output refused =
        grid.grid().user().run("deploy", "--image", "small:1", "--node", "node2", "--", "true");
    assertThat(refused.status()).isEqualTo(NOTHING_FITS);
    assertThat(refused.err()).contains("NOT_TRUSTED").contains("libvirt.qemu-conf is sha256:");
    TestingVm elsewhere = grid.grid().deploy("echo safe");
    elsewhere.awaitApplication("Succeeded");
    assertThat(elsewhere.show().get("node").asText()).isEqualTo("node1");
    elsewhere.destroy();

    grid.cure("node2");
    isTrusted(grid, "node2");
  }

  @Test
  void a_file_that_was_put_back_without_a_reboot_leaves_its_trace(AttestedGrid grid) {
    grid.tamper("node1");
    assertThat(grid.attest("node1").get("verdict").asText()).isEqualTo("Rejected");
    grid.host("node1").run("sh", "-c", "cat /run/kept >/etc/libvirt/qemu.conf");
    assertThat(AttestedGrid.texts(grid.attest("node1").get("reasons")))
        .singleElement()
        .asString()
        .contains("libvirt.qemu-conf");
    grid.cure("node1");
    isTrusted(grid, "node1");
  }

  @Test
  void restarts_of_the_plug_in_of_the_factory_and_of_the_machine_are_no_reason(AttestedGrid grid) {
    grid.grid().service("node1").restart();
    isTrusted(grid, "node1");
    grid.grid().service("node1").kill();
    grid.tpm("node1").reboot();
    grid.grid().service("node1").start();
    isTrusted(grid, "node1");
    grid.tpm("node2").reboot();
    isTrusted(grid, "node2");
    grid.grid().service("factory").restart();
    isTrusted(grid, "node2");
    assertThat(grid.administrator().json("policy", "list").get("policies"))
        .extracting(policy -> policy.get("version").asInt())
        .contains(1);
  }

  @Test
  void a_change_while_the_plug_in_is_down_is_found_when_it_is_back(AttestedGrid grid) {
    grid.grid().service("node2").stop();
    grid.tamper("node2");
    grid.grid().service("node2").start();
    assertThat(AttestedGrid.texts(grid.attest("node2").get("reasons")))
        .singleElement()
        .asString()
        .contains("libvirt.qemu-conf");
    grid.cure("node2");
    isTrusted(grid, "node2");
  }

  private static void isTrusted(AttestedGrid grid, String node) {
    JsonNode trust = grid.attest(node);
    assertThat(trust.get("verdict").asText()).as(trust.toString()).isEqualTo("Trusted");
    assertThat(List.of(trust.get("policy").asText())).containsExactly("site version 1");
  }
}
