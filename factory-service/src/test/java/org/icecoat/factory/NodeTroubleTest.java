package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.administration.NodeAdministration;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTroubleTest {
  private static final Capacity ROOM = new Capacity(8, 8192, 100_000);

  @TempDir Path folder;
  private TestingFactory factory;

  @BeforeEach
  void begin() {
    factory = new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("factory"))).begin();
    factory.nodes.with("node-1", ROOM, "globins").with("node-2", ROOM);
    factory.enrol("node-1", "node-2");
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private Vm running() {
    return factory.await(factory.deploy("1", TestingFactory.wish("globins")).id(), VmState.RUNNING);
  }

  @Test
  void a_node_that_vanishes_makes_its_vms_unknown_and_heals_them_when_it_returns() {
    Vm vm = running();
    factory.nodes.silence("node-1", true);
    Vm lost = factory.awaitWatching(vm.id(), VmState.UNKNOWN);
    assertThat(lost.life().desired()).isEqualTo(DesiredState.RUNNING);
    assertThatThrownBy(() -> factory.factory().orders().start(TestingFactory.ALICE, vm.id()))
        .isInstanceOf(FactoryException.class)
        .hasMessageContaining("does not answer");
    factory.nodes.silence("node-1", false);
    factory.awaitWatching(vm.id(), VmState.RUNNING);
    assertThat(factory.nodes.vm("node-1", vm.id()).starts()).isEqualTo(1);
    assertThat(factory.factory().finder().history(vm))
        .extracting(HistoryEntry::state)
        .doesNotContain(VmState.STOPPED, VmState.FAILED);
  }

  @Test
  void room_on_a_silent_node_is_not_used_again_before_the_old_domain_is_proven_gone() {
    Vm vm = running();
    factory.nodes.silence("node-1", true);
    factory.factory().orders().destroy(TestingFactory.ALICE, vm.id());
    factory.clock.advance(Duration.ofMinutes(2));
    assertThat(factory.await(vm.id(), VmState.DESTROYING).node()).isPresent();
    assertThat(factory.factory().usage().onEachNode()).hasSize(1);
    factory.nodes.silence("node-1", false);
    factory.awaitWatching(vm.id(), VmState.DESTROYED);
    assertThat(factory.factory().usage().onEachNode()).isEmpty();
    assertThat(factory.nodes.on("node-1")).isEmpty();
  }

  @Test
  void a_domain_removed_behind_our_back_is_failed_and_recovered_under_the_next_epoch() {
    Vm vm = running();
    factory.nodes.on("node-1").remove(vm.id());
    Vm failed = factory.awaitWatching(vm.id(), VmState.FAILED);
    assertThat(failed.life().failure().orElseThrow().code()).isEqualTo("VM_ABSENT");
    assertThat(failed.life().failure().orElseThrow().recovery()).isPresent();
    factory.factory().orders().recover(TestingFactory.ALICE, vm.id());
    Vm again = factory.await(vm.id(), VmState.RUNNING);
    assertThat(again.placed().epoch()).isEqualTo(2);
  }

  @Test
  void a_domain_stopped_behind_our_back_is_stopped_and_stays_so_until_it_is_started() {
    Vm vm = running();
    factory.nodes.vm("node-1", vm.id()).become(NodeVmState.STOPPED);
    Vm stopped = factory.awaitWatching(vm.id(), VmState.STOPPED);
    assertThat(stopped.life().desired()).isEqualTo(DesiredState.STOPPED);
    assertThat(factory.nodes.vm("node-1", vm.id()).starts()).isEqualTo(1);
    factory.factory().orders().start(TestingFactory.ALICE, vm.id());
    factory.await(vm.id(), VmState.RUNNING);
    assertThat(factory.nodes.vm("node-1", vm.id()).starts()).isEqualTo(2);
  }

  @Test
  void a_domain_paused_behind_our_back_is_resumed() {
    Vm vm = running();
    factory.nodes.vm("node-1", vm.id()).become(NodeVmState.PAUSED);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              factory.clock.advance(Duration.ofMinutes(1));
              assertThat(factory.nodes.count("resume")).isPositive();
            });
    factory.await(vm.id(), VmState.RUNNING);
  }

  @Test
  void a_node_that_cannot_prepare_is_left_for_another_and_keeps_nothing() {
    factory.nodes.afterEach(
        call -> {
          if (call.equals("prepare node-1")) {
            throw new FactoryException(FactoryFault.NODE_REFUSED, "The node's disk is broken.");
          }
        });
    NodeName other = new NodeName("node-2");
    factory.nodes.reportTo(
        (node, report) -> {
          if (node.equals(other)) {
            factory.factory().sightings().take(node, report);
          }
        });
    NodeAdministration administration = factory.factory().administration();
    administration.cordon(TestingFactory.ADMIN, other, Optional.empty());
    factory.nodes.beforeEach(
        call -> {
          if (call.equals("prepare node-1")) {
            administration.uncordon(TestingFactory.ADMIN, other);
          }
        });
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    assertThat(factory.nodes.count("prepare")).isEqualTo(2);
    assertThat(vm.placed().epoch()).isEqualTo(2);
    assertThat(vm.node()).contains(other);
    assertThat(factory.nodes.on("node-1")).isEmpty();
    assertThat(factory.nodes.on("node-2")).containsOnlyKeys(vm.id());
  }

  @Test
  void what_a_lost_answer_left_on_another_node_is_destroyed_by_its_epoch() {
    factory.nodes.afterEach(
        call -> {
          if (call.startsWith("prepare") && factory.nodes.count("prepare") <= 9) {
            throw new FactoryException(FactoryFault.NODE_UNREACHABLE, "No answer came.");
          }
        });
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith("destroy") && factory.nodes.count("prepare") <= 9) {
            throw new FactoryException(FactoryFault.NODE_UNREACHABLE, "No answer came.");
          }
        });
    factory.nodes.reportTo((node, report) -> {});
    Vm vm = factory.deploy("1", TestingFactory.wish());
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              factory.clock.advance(Duration.ofSeconds(30));
              assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.RUNNING);
              assertThat(factory.nodes.on("node-1").size() + factory.nodes.on("node-2").size())
                  .isEqualTo(1);
            });
  }

  @Test
  void a_vm_that_nobody_knows_is_never_destroyed() {
    Vm vm = running();
    factory.database().jdbi().useHandle(handle -> handle.execute("delete from vm"));
    long before = factory.nodes.count("list");
    Awaitility.await()
        .untilAsserted(
            () -> {
              factory.clock.advance(Duration.ofMinutes(1));
              assertThat(factory.nodes.count("list")).isGreaterThan(before + 3);
            });
    assertThat(factory.nodes.on("node-1")).containsKey(vm.id());
    assertThat(factory.nodes.count("destroy")).isZero();
  }

  @Test
  void a_vm_is_recovered_on_the_only_node_that_has_its_data_though_it_failed_there_before() {
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith("prepare ")) {
            throw new FactoryException(FactoryFault.NODE_REFUSED, "The node's disk is full.");
          }
        });
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish("globins")).id(), VmState.FAILED);
    assertThat(vm.life().failure().orElseThrow().description()).contains("disk is full");
    factory.nodes.beforeEach(call -> {});
    factory.factory().orders().recover(TestingFactory.ALICE, vm.id());
    assertThat(factory.await(vm.id(), VmState.RUNNING).placed().epoch()).isEqualTo(2);
  }

  @Test
  void a_start_that_the_node_has_tried_and_failed_at_is_soon_a_failure() {
    AtomicInteger starts = fails("start ", Integer.MAX_VALUE);
    Vm vm = awaitWhileTimePasses(factory.deploy("1", TestingFactory.wish()), VmState.FAILED);
    assertThat(vm.life().failure().orElseThrow().step()).isEqualTo("start");
    assertThat(vm.life().failure().orElseThrow().description()).contains("cannot be done");
    assertThat(starts).hasValue(3);
  }

  @Test
  void a_destruction_that_the_node_has_failed_at_is_tried_until_it_is_done() {
    Vm vm = running();
    AtomicInteger destructions = fails("destroy ", 5);
    factory.factory().orders().destroy(TestingFactory.ALICE, vm.id());
    awaitWhileTimePasses(vm, VmState.DESTROYED);
    assertThat(destructions).hasValue(6);
    assertThat(factory.nodes.on("node-1")).isEmpty();
  }

  /** Has the nodes try and fail at something for so many times; gives how often they were asked. */
  private AtomicInteger fails(String operation, int times) {
    AtomicInteger asked = new AtomicInteger();
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith(operation) && asked.incrementAndGet() <= times) {
            throw new FactoryException(FactoryFault.NODE_FAILED, "It cannot be done.");
          }
        });
    return asked;
  }

  private Vm awaitWhileTimePasses(Vm vm, VmState state) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              factory.clock.advance(Duration.ofSeconds(1));
              assertThat(factory.find(vm.id()).state()).isEqualTo(state);
            });
    return factory.find(vm.id());
  }
}
