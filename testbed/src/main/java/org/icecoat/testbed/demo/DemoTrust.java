package org.icecoat.testbed.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.Person;
import org.icecoat.testbed.host.Host;

/** How nodes come to be trusted, and how one loses it. */
final class DemoTrust {
  private static final String CONFINEMENT = "/etc/libvirt/qemu.conf";
  private static final String POLICY = "site.cms";
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int NOT_ALLOWED_NOW = 3;

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
    narrator.does(administrator, "and to sign", "policy", "sign", "site.yaml", "-o", POLICY);
    narrator.does(administrator, "It comes into force", "policy", "activate", POLICY);
    handOut();
    for (String node : List.of("node1", "node2")) {
      trusted(node);
    }
    verify();
  }

  /** The user judges by his own copy. */
  private void handOut() {
    narrator.say("The user gets a copy of the policy");
    Path own = user.home().resolve(POLICY);
    Folders.io("copy", own, () -> Files.copy(administrator.home().resolve(POLICY), own));
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
    DemoStory.must(
        told.contains("the log's key and counters lie in a TPM"), "a TPM guards the store's log");
  }

  /** The user has the VM's node prove itself to him. */
  void check(String vm) {
    String told =
        narrator.does(
            user,
            "The user has the node answer a nonce of his own, and judges the evidence himself",
            "verify",
            vm,
            "--policy",
            POLICY,
            "--require",
            "keys,software,image");
    for (String claim : List.of("keys", "software", "image")) {
      DemoStory.must(
          told.lines().anyMatch(line -> line.matches(" *" + claim + " +proved .*")),
          claim + " of the VM is proved");
    }
  }

  /** What is left of a VM that is gone. */
  void receipt(String vm) {
    String told =
        narrator.does(
            user,
            "What remains is a receipt of the run, signed by factory and node",
            "receipt",
            vm,
            "-o",
            vm + ".receipt");
    DemoStory.must(told.contains("node2"), "the receipt names the node with the data");
  }

  /** A measured file of the node with the data is changed: the node is found out. */
  void lose() {
    String vm =
        DemoStory.handle(
            narrator.does(
                user,
                "A VM on node2 that is to be paused if trust in its node is lost",
                "deploy",
                "--image",
                "small:1",
                "--node",
                "node2",
                "--memory",
                "128MiB",
                "--on-trust-loss",
                "pause",
                "--wait"));
    change();
    paused(vm);
    String refusal =
        narrator.shows(
            user,
            "Code that needs its data does not go there any more; the reason names the file",
            DemoStory.REFUSED,
            List.of("deploy", "--component", "hmmer", "--dataset", "globins", "--", "true"));
    DemoStory.must(
        refusal.contains("NOT_TRUSTED") && refusal.contains(CONFINEMENT),
        "the refusal says what has changed on node2");
    narrator.does(user, "The paused VM is destroyed", "destroy", vm, "--wait");
  }

  private void change() {
    narrator.say("Somebody with root on node2 weakens how its VMs are confined:");
    narrator.say("    node2# echo 'seccomp_sandbox = 0' >> " + CONFINEMENT);
    changed.run("sh", "-c", "echo 'seccomp_sandbox = 0' >>" + CONFINEMENT);
    String told =
        narrator.does(administrator, "node2 has to prove itself", "node", "attest", "node2");
    DemoStory.must(told.contains("Rejected"), "node2 has lost trust");
  }

  private void paused(String vm) {
    Patience.until(vm + " is paused", SOON, () -> SeenVm.look(user, vm).state().equals("Paused"));
    String told =
        narrator.shows(
            user,
            "Its VM has been paused, and does not go on while trust is lost",
            NOT_ALLOWED_NOW,
            List.of("resume", vm));
    DemoStory.must(told.contains("trust"), "the refusal says that trust is lost");
  }
}
