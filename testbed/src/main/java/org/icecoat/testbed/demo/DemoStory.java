package org.icecoat.testbed.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.Person;

/** The main job as a user would do it. */
final class DemoStory {
  private static final String BEST_HIT = "MYG_ESCGI";
  static final int REFUSED = 5;
  private static final Pattern HIT = Pattern.compile("^ +[0-9.e-]+ +[0-9.]+ .* [A-Z0-9]+_[A-Z]+");
  private static final Pattern HANDLE = Pattern.compile("vm-[0-9a-f]{8}");
  private static final Pattern STEP =
      Pattern.compile("(choose-image|place|prepare|start|guest-ready) \\([1-5] of 5\\)");
  private static final String SEARCH =
      """
      #!/bin/sh
      # The client's own code: searches the site's data with the client's own profile.
      exec hmmsearch globins4.hmm "$ICECOAT_DATA/globins/globins45.fa"
      """;

  private static final String DEPLOY =
      "deploy --name globin-search --component hmmer>=3.3 --dataset globins --memory 256MiB"
          + " --max-memory 512MiB --max-cpus 2 --lease 1h --upload search.sh --upload globins4.hmm"
          + " --wait -- sh ./search.sh";

  private final Narrator narrator;
  private final Grid grid;
  private final DemoImages images;
  private final Person user;
  private final Person administrator;
  private final DemoTrust trust;

  DemoStory(Narrator narrator, Grid grid, DemoImages images) {
    this.narrator = narrator;
    this.grid = grid;
    this.images = images;
    this.user = grid.user();
    this.administrator = grid.administrator();
    this.trust = new DemoTrust(narrator, grid);
  }

  void tell() {
    register();
    trust.win();
    String vm = deploy();
    look(vm);
    trust.check(vm);
    live(vm);
    beRefused();
    trust.lose();
  }

  private void register() {
    narrator.does(administrator, "The administrator signs on with a proxy certificate", "login");
    must(
        narrator
            .does(administrator, "The factory's nodes: none is trusted yet", "node", "list")
            .contains("Rejected"),
        "no node is trusted without a policy");
    new DemoStore(narrator, administrator, images).fill();
  }

  private String deploy() {
    Folders.write(user.home().resolve("search.sh"), SEARCH);
    copy("globins4.hmm", images.tutorial().profile());
    narrator.does(user, "The user signs on once", "login", "--hours", "12");
    narrator.types(
        user,
        "Which images and nodes would do? A dry run says it, with reasons",
        "match --component hmmer>=3.3 --dataset globins");
    String text =
        narrator.types(
            user, "The user's code and profile go to where the data are; each step shows", DEPLOY);
    must(
        STEP.matcher(text).find() && text.contains("Running on node2"),
        "the steps of the deployment by their names");
    return handle(text);
  }

  /** The handle of the VM that a deployment tells of. */
  static String handle(String text) {
    Matcher handle = HANDLE.matcher(text);
    must(handle.find(), "deploy tells the VM's handle");
    return handle.group();
  }

  private void look(String vm) {
    String shown = narrator.does(user, "Its resource properties", "show", vm);
    must(shown.contains("node2"), "the VM is on the node that holds the data");
    narrator.does(user, "A query over them, in XPath", "query", vm, "string(/*/vm:State)");
  }

  private void live(String vm) {
    DemoLife life = new DemoLife(narrator, user, vm, NodeWitness.of(grid, "node2"));
    life.reset();
    life.control();
    collect(vm);
    life.end();
    trust.receipt(vm);
    must(
        narrator.does(user, "Nothing is left running", "list").contains("No VMs"), "no VM is left");
  }

  private void collect(String vm) {
    narrator.does(
        user,
        "The output comes back when the code has ended",
        "output",
        vm,
        "--wait",
        "-o",
        "hits.txt");
    String best =
        Folders.read(user.home().resolve("hits.txt"))
            .lines()
            .filter(HIT.asPredicate())
            .findFirst()
            .orElse("");
    must(best.contains(BEST_HIT), BEST_HIT + " is the best hit");
    narrator.say("The best hit: " + best.strip());
  }

  private void beRefused() {
    String text =
        narrator.shows(
            user,
            "A request that nobody can fulfil is refused, with the reason of each node",
            REFUSED,
            List.of("deploy --component hmmer --dataset globins --cpus 64 -- true".split(" ", -1)));
    must(text.contains("node1") && text.contains("node2"), "the refusal names both nodes' reasons");
  }

  private void copy(String name, Path from) {
    Folders.io("copy", from, () -> Files.copy(from, user.home().resolve(name)));
  }

  static boolean must(boolean holds, String what) {
    if (!holds) {
      throw new TestbedException(TestbedFault.NOT_SHOWN, "Not shown: " + what);
    }
    return true;
  }
}
