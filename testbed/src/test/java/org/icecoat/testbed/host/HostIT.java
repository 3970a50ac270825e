package org.icecoat.testbed.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OnItsOwn
class HostIT {
  private static Testbed bed;
  private static Host node1;
  private static Host node2;

  @BeforeAll
  static void start() {
    bed = Testbed.create(Path.of("target/it-host"));
    node1 = bed.addNode("node1");
    node2 = bed.addNode("node2");
  }

  @AfterAll
  static void nothing_is_left_after_closing() {
    bed.close();
    assertThat(Testbed.leftovers(bed.runId())).isEmpty();
    assertThat(Testbed.runIn(bed.folder())).isEmpty();
  }

  @Test
  void each_node_has_its_own_libvirt_and_name() {
    String one = node1.hypervisor().virsh("capabilities").out();
    String two = node2.hypervisor().virsh("capabilities").out();
    assertThat(one).contains("<domain type='qemu'").isNotEqualTo(two);
    assertThat(node1.run("hostname").text()).isEqualTo("node1");
    assertThat(node1.hypervisor().virsh("hostname").text()).isNotEqualTo("node2");
  }

  @Test
  void a_person_on_the_machine_reaches_a_nodes_libvirt_by_its_socket() {
    String uri = "qemu:///system?socket=" + node1.hypervisor().socket();
    assertThat(Command.of("virsh", "-q", "-c", uri, "net-list").run().out()).contains("guests");
  }

  @Test
  void a_node_without_power_is_gone_with_all_that_ran_there() {
    Host node3 = bed.addNode("node3");
    Spawned process = node3.spawn("sleeper", List.of("sleep", "600"), Map.of());
    node3.powerOff();
    await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
    await().atMost(Duration.ofSeconds(10)).until(() -> !ping(node3).succeeded());
  }

  @Test
  void hosts_reach_each_other_by_name_and_the_machine_reaches_all_by_address() {
    assertThat(node1.run("busybox", "ping", "-c1", "-W2", "node2").succeeded()).isTrue();
    assertThat(node2.run("busybox", "ping", "-c1", "-W2", "front.grid.test").succeeded()).isTrue();
    String address = node1.address().getHostAddress();
    assertThat(Command.of("busybox", "ping", "-c1", "-W2", address).run().succeeded()).isTrue();
  }

  @Test
  void a_node_without_its_cable_is_gone_and_comes_back() {
    node2.cable().unplug();
    assertThat(ping(node2).succeeded()).isFalse();
    node2.cable().plug();
    await().atMost(Duration.ofSeconds(10)).until(() -> ping(node2).succeeded());
  }

  @Test
  void what_a_node_writes_to_etc_and_run_is_not_on_the_machine() {
    String name = "icecoat-" + bed.runId() + "-mark";
    node1.run("touch", "/etc/" + name, "/run/" + name);
    assertThat(Path.of("/etc", name)).doesNotExist();
    assertThat(Path.of("/run", name)).doesNotExist();
  }

  @Test
  void a_spawned_process_logs_and_is_in_the_control_groups_of_its_host() throws IOException {
    List<String> words =
        List.of("sh", "-c", "trap 'exit 3' TERM; echo hello $WHO; sleep 60 & wait");
    Spawned process = bed.front().spawn("greeter", words, Map.of("WHO", "grid"));
    await().until(() -> Files.size(process.log()) > 0);
    String groups = Files.readString(Path.of("/proc", "" + process.pid(), "cgroup"));
    assertThat(groups).contains("/icecoat-" + bed.runId() + "/front");
    process.stop(Duration.ofSeconds(5));
    assertThat(process.awaitExit(Duration.ZERO)).hasValue(3);
    assertThat(process.log()).hasContent("hello grid");
  }

  @Test
  void a_killed_process_is_dead_and_says_so() {
    Spawned process = node1.spawn("sleeper", List.of("sleep", "60"), Map.of());
    assertThat(process.isAlive()).isTrue();
    process.kill();
    assertThat(process.awaitExit(Duration.ZERO)).hasValue(137);
  }

  @Test
  void a_process_that_cannot_start_is_a_typed_failure() {
    assertThatThrownBy(() -> node1.run("no-such-program"))
        .isInstanceOfSatisfying(
            TestbedException.class,
            e -> assertThat(e.code()).isEqualTo(TestbedFault.COMMAND_FAILED));
  }

  private static Output ping(Host host) {
    String address = host.address().getHostAddress();
    return Command.of("busybox", "ping", "-c1", "-W1", address).tryRun();
  }
}
