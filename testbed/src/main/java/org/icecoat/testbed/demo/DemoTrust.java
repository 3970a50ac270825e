package org.icecoat.testbed.demo;

import java.util.List;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.Person;
import org.icecoat.testbed.host.Host;

/** How nodes come to be trusted, and how one loses it. */
final class DemoTrust {
  private static final String CONFINEMENT = "/etc/libvirt/qemu.conf";

  private final Narrator narrator;
  private final Person administrator;
  private final Person user;
  private final Host changed;

  DemoTrust(Narrator narrator, Grid grid) {
    this.narrator = narrator;
    this.administrator = grid.administrator();
    this.user = grid.user();
    this.changed = grid.bed().host("node2");
  }

  /** From what both nodes show by their TPMs to a policy that both pass. */
  void win() {
    for (String node : List.of("node1", "node2")) {
      narrator.does(
          administrator, "What " + node + " runs, quoted by its TPM", "node", "evidence", node);
    }
    narrator.does(
        administrator,
        "A policy that allows just this, for the administrator to read",
        "policy",
        "draft",
        "node1.evidence",
        "node2.evidence",
        "--name",
        "site",
        "--allow-emulated",
        "-o",
        "site.yaml");
    narrator.does(administrator, "and to sign", "policy", "sign", "site.yaml", "-o", "site.cms");
    narrator.does(administrator, "It comes into force", "policy", "activate", "site.cms");
    for (String node : List.of("node1", "node2")) {
      trusted(node);
    }
    verify();
  }

  private void trusted(String node) {
    String told =
        narrator.does(administrator, node + " proves itself again", "node", "attest", node);
    DemoStory.must(told.contains("Trusted by site version 1"), node + " is trusted");
  }

  private void verify() {
    String told =
        narrator.does(
            user,
            "The user checks that the store's log has the image, under a key in the store's TPM",
            "image",
            "verify",
            "debian-hmmer");
    DemoStory.must(told.contains("a TPM guards the log"), "a TPM guards the store's log");
  }

  /** A measured file of the node with the data is changed: the node is found out. */
  void lose() {
    narrator.say("Somebody with root on node2 weakens how its VMs are confined:");
    narrator.say("    node2# echo 'seccomp_sandbox = 0' >> " + CONFINEMENT);
    changed.run("sh", "-c", "echo 'seccomp_sandbox = 0' >>" + CONFINEMENT);
    String told =
        narrator.does(administrator, "node2 has to prove itself", "node", "attest", "node2");
    DemoStory.must(told.contains("Rejected"), "node2 has lost trust");
    String refusal =
        narrator.shows(
            user,
            "Code that needs its data does not go there any more; the reason names the file",
            DemoStory.REFUSED,
            List.of("deploy", "--component", "hmmer", "--dataset", "globins", "--", "true"));
    DemoStory.must(
        refusal.contains("NOT_TRUSTED") && refusal.contains(CONFINEMENT),
        "the refusal says what has changed on node2");
  }
}
