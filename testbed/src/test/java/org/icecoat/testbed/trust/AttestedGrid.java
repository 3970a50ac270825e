package org.icecoat.testbed.trust;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.TestingConsole;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.tpm.SoftwareTpm;

/**
 * A grid whose nodes and store have TPMs, and a policy in force that the administrator has drafted
 * from the evidence of both nodes. A test leaves both nodes trusted.
 */
public final class AttestedGrid implements AutoCloseable {
  static final List<String> NODES = List.of("node1", "node2");
  private static final String MEASURED = "/etc/libvirt/qemu.conf";

  private final TestingGrid grid;
  private final Output before;
  private final List<Output> commands = new ArrayList<>();

  private AttestedGrid(TestingGrid grid) {
    this.grid = grid;
    this.before = grid.user().run("match", "--image", "small:1", "--memory", "128MiB");
    administrator("node", "evidence", "node1");
    administrator("node", "evidence", "node2");
    putInForce(1);
  }

  static AttestedGrid start() {
    TestingGrid grid = TestingGrid.startAttested();
    boolean ready = false;
    try {
      AttestedGrid started = new AttestedGrid(grid);
      ready = true;
      return started;
    } finally {
      if (!ready) {
        grid.close();
      }
    }
  }

  private void administrator(String... words) {
    commands.add(Grid.must(grid.administrator().run(words)));
  }

  /** Drafts, signs and activates a version that accepts the nodes as they were at the start. */
  final void putInForce(int version) {
    List<String> draft = new ArrayList<>(List.of("policy", "draft"));
    draft.addAll(List.of("node1.evidence", "node2.evidence", "--name", "site"));
    draft.addAll(List.of("--allow-emulated", "--version", "" + version, "-o", "site.yaml"));
    administrator(draft.toArray(String[]::new));
    administrator("policy", "sign", "site.yaml", "-o", "site.cms");
    administrator("policy", "activate", "site.cms");
  }

  TestingGrid grid() {
    return grid;
  }

  TestingConsole administrator() {
    return grid.administrator();
  }

  /** What fitted before any policy was in force, as {@code icecoat match} prints it. */
  Output before() {
    return before;
  }

  /** What the commands printed that put the first policy in force. */
  List<Output> commands() {
    return List.copyOf(commands);
  }

  Host host(String node) {
    return grid.node(node);
  }

  SoftwareTpm tpm(String node) {
    return grid.grid().tpm(node);
  }

  /** What comes of asking a node now. */
  JsonNode attest(String node) {
    return grid.administrator().json("node", "attest", node).get("trust");
  }

  /** Changes a file that decides how VMs of this node are confined. */
  void tamper(String node) {
    host(node).run("sh", "-c", "cp %1$s /run/kept; echo '# weak' >>%1$s".formatted(MEASURED));
  }

  /** Puts the file back and boots the machine, as far as its TPM can tell. */
  void cure(String node) {
    host(node).run("sh", "-c", "cat /run/kept >" + MEASURED);
    tpm(node).reboot();
  }

  static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** What is not as it was when this had started. */
  List<String> mend() {
    List<String> disorder = new ArrayList<>(grid.mend(Set.of()));
    for (String node : NODES) {
      if (!grid.administrator().run("node", "show", node).succeeded()) {
        disorder.add(node + " is not enrolled");
        Grid.must(grid.administrator().run(grid.grid().enrolment(node)));
      }
      JsonNode trust = attest(node);
      if (!trust.get("verdict").asText().equals("Trusted")) {
        disorder.add(node + " is not trusted: " + trust);
      }
    }
    return disorder;
  }

  @Override
  public void close() {
    grid.close();
  }
}
