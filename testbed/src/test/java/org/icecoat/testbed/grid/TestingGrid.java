package org.icecoat.testbed.grid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.icecoat.domain.vm.VmId;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Testbed;

/**
 * A grid with two nodes, the small image in its store and people who are signed on, in the words of
 * tests. It is shared: a test destroys its VMs and leaves all services running and all cables in.
 * node1 has addresses for five VMs only; node2 of the shared one has the data of {@link
 * TestingDataset}, which its policy opens to the user.
 */
public final class TestingGrid implements AutoCloseable {
  /** Nodes are looked at often, and one is lost soon: tests need not wait long. */
  private static final Map<String, ?> HASTY =
      Map.of("times", Map.of("watch", "2s", "missed", 2), "vm", Map.of("lease-warning", "0s"));

  private static final Map<String, String> USUAL =
      Map.of("--image", "small:1", "--memory", "128MiB", "--lease", "1h");

  private final Grid grid;
  private final TestingConsole user;
  private final TestingConsole stranger;
  private final TestingConsole administrator;
  private final TestingImages images;
  private final AtomicInteger scripts = new AtomicInteger();

  private TestingGrid(Grid grid) {
    this.grid = grid;
    this.user = new TestingConsole(grid.user());
    this.stranger = new TestingConsole(grid.stranger());
    this.administrator = new TestingConsole(grid.administrator());
    this.images = TestingImages.register(administrator);
  }

  static TestingGrid start() {
    return start(plan("shared-grid", TestingDataset.on(NodePlan.of("node2"))));
  }

  /** With software TPMs in store and nodes; no policy is in force, so no node is trusted. */
  public static TestingGrid startAttested() {
    return start(plan("attested-grid").withTpms());
  }

  /**
   * With two factories on one PostgreSQL; node1 tells the first one what happens, node2 the second.
   * A node that cannot be asked stays as it was.
   */
  public static TestingGrid startWithTwoFactories() {
    Map<String, ?> times = Map.of("watch", "4s", "missed", 1000);
    return start(plan("two-factories").withFactories(2).withFactory(Map.of("times", times)));
  }

  private static GridPlan plan(String folder) {
    return plan(folder, NodePlan.of("node2"));
  }

  private static GridPlan plan(String folder, NodePlan second) {
    Path top = Path.of("..").toAbsolutePath().normalize();
    return GridPlan.of(top, top.resolve("testbed/target").resolve(folder))
        .withFactory(HASTY)
        .with(NodePlan.of("node1").narrow())
        .with(second);
  }

  private static TestingGrid start(GridPlan plan) {
    Grid grid = Grid.start(plan);
    boolean ready = false;
    try {
      TestingGrid started = new TestingGrid(grid);
      ready = true;
      return started;
    } finally {
      if (!ready) {
        grid.close();
      }
    }
  }

  /** Hosts, services, certificates, and people with processes of their own. */
  public Grid grid() {
    return grid;
  }

  /** Somebody who may deploy. */
  public TestingConsole user() {
    return user;
  }

  /** The same user, whose commands go to another factory; to be closed. */
  public TestingConsole userAt(String factory) {
    return new TestingConsole(grid.user().at(grid.factory(factory)));
  }

  /** Somebody else who may deploy. */
  public TestingConsole stranger() {
    return stranger;
  }

  public TestingConsole administrator() {
    return administrator;
  }

  public TestingImages images() {
    return images;
  }

  /** A service by its name: store, factory, node1 or node2. */
  public GridService service(String name) {
    return grid.service(name);
  }

  public Host node(String name) {
    return grid.bed().host(name);
  }

  /**
   * The user deploys a VM from the small image (128 MiB, an hour) that runs a shell script; does
   * not wait.
   *
   * @param options of {@code icecoat deploy}, more or other than these
   */
  public TestingVm deploy(String script, String... options) {
    return vm(user, user.json(words(script, options)).get("id").asText());
  }

  /** The user deploys a VM that runs nothing, otherwise like that. */
  public TestingVm deployIdle(String... options) {
    List<String> words = new ArrayList<>(List.of("deploy"));
    words.addAll(List.of(options));
    return vm(user, user.json(usual(words)).get("id").asText());
  }

  /** The words of that command, for those who want to give it otherwise. */
  public List<String> words(String script, String... options) {
    String file = "script-" + scripts.incrementAndGet() + ".sh";
    Folders.write(user.home().resolve(file), script);
    List<String> words = new ArrayList<>(List.of("deploy", "--upload", file + ":main.sh"));
    words.addAll(List.of(options));
    usual(words).addAll(List.of("--", "sh", "./main.sh"));
    return words;
  }

  private static List<String> usual(List<String> words) {
    USUAL.forEach(
        (option, value) -> {
          if (!words.contains(option)) {
            words.addAll(List.of(option, value));
          }
        });
    return words;
  }

  /** A VM that somebody has. */
  public TestingVm vm(TestingConsole owner, String id) {
    return new TestingVm(owner, VmId.parse(id));
  }

  /** What the nodes' hypervisors have: a node's name and a domain's UUID each. */
  public List<String> domains() {
    List<String> all = new ArrayList<>();
    for (Host node : grid.bed().nodes()) {
      String listed = node.hypervisor().virsh("list", "--all", "--uuid").out();
      listed.lines().filter(line -> !line.isBlank()).forEach(id -> all.add(node.name() + " " + id));
    }
    return all;
  }

  /** What the nodes still have of a VM: its domain, its files. Empty once it is destroyed. */
  public List<String> leftovers(TestingVm vm) {
    List<String> left =
        new ArrayList<>(
            domains().stream().filter(domain -> domain.contains(vm.id().toString())).toList());
    for (Host node : grid.bed().nodes()) {
      Folders.list(grid.plan().vms(node.name())).stream()
          .map(Path::toString)
          .filter(path -> path.contains(vm.id().toString()))
          .forEach(left::add);
    }
    return left;
  }

  /** The identifiers of the VMs that people have here. */
  Set<String> vms() {
    Set<String> all = new HashSet<>();
    for (TestingConsole owner : List.of(user, stranger)) {
      owner.json("list").get("vms").forEach(vm -> all.add(vm.get("id").asText()));
    }
    return all;
  }

  /** Puts everything back as it was when the grid had started, but for VMs; gives what was not. */
  public List<String> mend(Set<String> vms) {
    return new Mending(this, vms).mend();
  }

  @Override
  public void close() {
    List.of(user, stranger, administrator).forEach(TestingConsole::close);
    grid.close();
    List<String> left = Testbed.leftovers(grid.bed().runId());
    if (!left.isEmpty()) {
      throw new AssertionError("The shared grid has left on the machine: " + left);
    }
  }
}
