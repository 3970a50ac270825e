package org.icecoat.testbed.factories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.testbed.factories.FactoryPair.FIRST;
import static org.icecoat.testbed.factories.FactoryPair.SECOND;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.OnItsOwn;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two factories on one PostgreSQL are one: what one does the other knows, or takes over. */
@OnItsOwn
class TwoFactoriesIT {
  private static final String NAMES_HELD =
      "select count(*) from pg_locks where locktype = 'advisory' and granted";
  private static final String SCRIPT = "echo started; sleep 1; echo ended";
  private static final Duration BY_REPORT = Duration.ofSeconds(30);

  private static FactoryPair pair;

  @BeforeAll
  static void start() {
    pair = FactoryPair.start();
  }

  @AfterAll
  static void close() {
    pair.close();
  }

  @AfterEach
  void mend() {
    pair.mend();
  }

  @Test
  void a_vm_of_one_factory_is_shown_stopped_started_and_destroyed_by_the_other() {
    TestingVm vm = pair.grid().deploy(SCRIPT, "--node", "node1").awaitApplication("Succeeded");
    TestingVm other = pair.seenBy(SECOND, vm);

    assertThat(other.view().history()).isEqualTo(vm.view().history());
    assertThat(other.output()).isEqualTo("started\nended\n");
    assertThat(pair.at(SECOND).json("list").get("vms")).hasSize(1);
    Grid.must(other.order("shutdown", "--wait"));
    assertThat(vm.state()).isEqualTo("Stopped");
    Grid.must(vm.order("start"));
    other.awaitState("Running");
    other.destroy();
    assertThat(vm.state()).isEqualTo("Destroyed");
    nothingIsLeftOf(vm);
  }

  @Test
  void one_request_sent_to_both_at_once_is_one_vm() {
    List<String> words = pair.grid().words("true", "--token", UUID.randomUUID().toString());

    CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> idOf(FIRST, words));
    String id = idOf(SECOND, words);

    assertThat(one.join()).isEqualTo(id);
    assertThat(pair.at(FIRST).json("list").get("vms")).hasSize(1);
    pair.grid().vm(pair.at(FIRST), id).destroy();
  }

  /** What becomes of another one of the same name is a test of the database's own. */
  @Test
  void each_factory_has_its_name_for_itself() {
    assertThat(pair.grid().grid().postgres().ask(NAMES_HELD)).isEqualTo("2");
  }

  private static String idOf(String factory, List<String> words) {
    return pair.at(factory).json(words).get("id").asText();
  }

  /** The node stands still, so whoever drives the VM is killed in his call to it. */
  @Test
  void a_factory_killed_in_the_middle_of_a_deployment_is_replaced_by_the_other() {
    TestingGrid grid = pair.grid();
    TestingVm elsewhere = grid.deploy(SCRIPT, "--node", "node1");
    grid.service("node2").freeze();
    TestingVm vm = grid.deploy(SCRIPT, "--node", "node2");

    String killed = pair.driver(vm);
    pair.service(killed).kill();
    grid.service("node2").thaw();

    String alive = FactoryPair.otherThan(killed);
    List.of(vm, elsewhere).forEach(each -> endsOnceAt(alive, each));
    assertThat(grid.domains())
        .containsExactlyInAnyOrder("node1 " + elsewhere.id(), "node2 " + vm.id());
    pair.service(killed).start();
    List.of(vm, elsewhere).forEach(each -> pair.seenBy(killed, each).destroy());
    nothingIsLeftOf(vm);
    nothingIsLeftOf(elsewhere);
  }

  @Test
  void both_are_killed_in_the_middle_of_a_deployment_and_go_on_when_they_are_back() {
    TestingGrid grid = pair.grid();
    TestingVm running = grid.deploy("sleep 600", "--node", "node1").awaitApplication("Running");
    String domain = grid.node("node1").hypervisor().virsh("domid", running.id().toString()).text();
    grid.service("node2").freeze();
    TestingVm vm = grid.deploy(SCRIPT, "--node", "node2");

    pair.driver(vm);
    List.of(FIRST, SECOND).forEach(factory -> pair.service(factory).kill());
    grid.service("node2").thaw();
    List.of(SECOND, FIRST).forEach(factory -> pair.service(factory).start());

    endsOnceAt(SECOND, vm);
    assertThat(pair.seenBy(SECOND, running).state()).isEqualTo("Running");
    assertThat(grid.node("node1").hypervisor().virsh("domid", running.id().toString()).text())
        .as("the very same domain")
        .isEqualTo(domain);
    assertThat(grid.domains())
        .containsExactlyInAnyOrder("node1 " + running.id(), "node2 " + vm.id());
    List.of(vm, running).forEach(TestingVm::destroy);
  }

  @Test
  void what_a_node_tells_its_factory_the_other_knows_and_while_that_is_away_the_node_keeps_it() {
    TestingGrid grid = pair.grid();
    TestingVm one = grid.deployIdle("--node", "node1");
    TestingVm two = grid.deployIdle("--node", "node2");
    List.of(one, two).forEach(vm -> vm.awaitState("Running"));
    List.of("node1", "node2").forEach(pair::hide);
    pair.service(SECOND).kill();

    List.of(one, two).forEach(TwoFactoriesIT::endBehindTheirBack);
    one.awaitState(BY_REPORT, "Stopped");
    assertThat(two.state()).as("its node can tell nobody").isEqualTo("Running");
    pair.service(SECOND).start();
    two.awaitState(BY_REPORT, "Stopped");
    assertThat(pair.seenBy(SECOND, one).state()).isEqualTo("Stopped");

    List.of("node1", "node2").forEach(pair::show);
    List.of(one, two).forEach(TestingVm::destroy);
    nothingIsLeftOf(one);
    nothingIsLeftOf(two);
  }

  private static void endBehindTheirBack(TestingVm vm) {
    pair.grid().node(vm.view().node()).hypervisor().virsh("destroy", vm.id().toString());
  }

  private static void endsOnceAt(String factory, TestingVm vm) {
    TestingVm seen = pair.seenBy(factory, vm).awaitApplication("Succeeded");
    assertThat(seen.view().state()).isEqualTo("Running");
    assertThat(seen.view().epoch()).as("one placement").isEqualTo(1);
    assertThat(seen.output()).isEqualTo("started\nended\n");
  }

  private static void nothingIsLeftOf(TestingVm vm) {
    assertThat(pair.grid().leftovers(vm)).isEmpty();
    assertThat(pair.grid().domains()).isEmpty();
  }
}
