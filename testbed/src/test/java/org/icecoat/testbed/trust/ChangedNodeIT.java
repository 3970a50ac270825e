package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.TestingVm;
import org.icecoat.testbed.host.Hypervisor;
import org.junit.jupiter.api.Test;

/** Nodes that change, and nodes that only restart. */
@OnAttestedGrid
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
  void vms_under_which_a_file_changes_go_on_stand_still_or_are_destroyed_as_asked(
      AttestedGrid grid) {
    TestingVm told = grid.grid().deployIdle("--node", "node2", "--on-trust-loss", "notify");
    TestingVm paused = grid.grid().deployIdle("--node", "node2", "--on-trust-loss", "pause");
    TestingVm ended = grid.grid().deployIdle("--node", "node2", "--on-trust-loss", "destroy");
    List.of(told, paused, ended).forEach(vm -> vm.awaitState("Running"));
    grid.tamper("node2");
    assertThat(grid.attest("node2").get("verdict").asText()).isEqualTo("Rejected");
    paused.awaitState("Paused");
    ended.awaitState("Destroyed");

    assertThat(List.of(domain(grid, told), domain(grid, paused), domain(grid, ended)))
        .containsExactly("running", "paused", "");
    assertThat(told.state()).isEqualTo("Running");
    assertThat(List.of(told, paused, ended))
        .allSatisfy(vm -> assertThat(events(vm)).contains("trust-lost"));

    grid.cure("node2");
    isTrusted(grid, "node2");
    List.of(told, paused).forEach(vm -> awaitEvent(vm, "trust-regained"));
    Grid.must(paused.order("resume"));
    paused.awaitState("Running");
    assertThat(domain(grid, paused)).isEqualTo("running");
    told.destroy();
    paused.destroy();
  }

  /** What libvirt says of a VM's domain; nothing if there is none. */
  private static String domain(AttestedGrid grid, TestingVm vm) {
    Hypervisor hypervisor = grid.host("node2").hypervisor();
    return hypervisor.virsh("list", "--all", "--uuid").out().contains(vm.id().toString())
        ? hypervisor.virsh("domstate", vm.id().toString()).out().strip()
        : "";
  }

  private static void awaitEvent(TestingVm vm, String event) {
    vm.awaitView(
        event, view -> view.history().stream().anyMatch(entry -> entry.event().equals(event)));
  }

  private static List<String> events(TestingVm vm) {
    return vm.show().get("history").findValuesAsText("event");
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
    TestingVm vm = grid.grid().deployIdle("--node", "node1").awaitState("Running");
    AttestedGrid.NODES.forEach(node -> isTrusted(grid, node));
    List<JsonNode> before = changes(grid);
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
    assertThat(changes(grid)).as("verdicts since").isEqualTo(before);
    assertThat(events(vm.awaitState("Running"))).doesNotContain("trust-lost");
    vm.destroy();
  }

  /** How the verdicts of each node have changed, the last ten times. */
  private static List<JsonNode> changes(AttestedGrid grid) {
    return AttestedGrid.NODES.stream()
        .map(node -> grid.administrator().json("node", "show", node).get("trustChanges"))
        .toList();
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
