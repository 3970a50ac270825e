package org.icecoat.console.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.wire.administration.NodeRecordType;
import org.icecoat.wire.factory.NodeStateType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {
  private static final String GOES_ON =
      "node2 stays Draining; see it with: icecoat node show node2, end it with: icecoat node"
          + " uncordon node2\n";

  @TempDir private Path home;
  private Consoles icecoat;

  @BeforeEach
  void two_vms_on_a_node() {
    icecoat = new Consoles(home);
    icecoat.services().nodes().has("node2", 2);
  }

  @Test
  void waiting_ends_when_the_last_vm_has_gone() {
    icecoat.services().nodes().then(node -> {}).then(ends(1)).then(node -> {}).then(ends(0));
    Result result = icecoat.run("node", "drain", "node2", "--wait");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("node2 is Draining, VMs on it: 0\n");
    assertThat(result.err())
        .isEqualTo(
            """
            node2: Draining, VMs on it: 2
            node2: Draining, VMs on it: 1
            node2: Draining, VMs on it: 0
            """);
  }

  @Test
  void an_empty_node_is_not_waited_for() {
    icecoat.services().nodes().has("node2", 0);
    Result result = icecoat.run("node", "drain", "node2", "--wait");
    assertThat(result.out()).isEqualTo("node2 is Draining, VMs on it: 0\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void after_the_timeout_the_drain_goes_on() {
    Result result = icecoat.run("node", "drain", "node2", "--wait", "--timeout", "10m");
    assertThat(result.status()).isEqualTo(8);
    assertThat(result.err()).endsWith("icecoat: Not done within 10 min. " + GOES_ON);
    assertThat(icecoat.run("node", "list").out()).contains("Draining");
  }

  @Test
  void an_interrupt_ends_the_waiting_and_leaves_the_drain_in_force() {
    icecoat
        .console()
        .interruptedBy(
            stop -> {
              icecoat.services().nodes().then(node -> stop.run());
              return () -> {};
            });
    Result result = icecoat.run("node", "drain", "node2", "--wait");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.status()).isEqualTo(130);
    assertThat(result.err()).endsWith("icecoat: Interrupted. " + GOES_ON);
    assertThat(icecoat.run("node", "list").out()).contains("Draining");
  }

  @Test
  void a_drain_that_somebody_has_ended_is_not_waited_for() {
    icecoat.services().nodes().then(node -> node.getSummary().setState(NodeStateType.READY));
    Result result = icecoat.run("node", "drain", "node2", "--wait");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo("icecoat: node2 is Ready now: somebody has ended its drain\n");
  }

  @Test
  void json_has_one_document_and_no_progress() {
    icecoat.services().nodes().then(ends(0));
    Result result = icecoat.run("node", "drain", "node2", "--wait", "--json");
    assertThat(result.out()).contains("\"vms\" : 0");
    assertThat(result.err()).isEmpty();
  }

  private static Consumer<NodeRecordType> ends(int left) {
    return node -> node.setVms(left);
  }
}
