package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.service.access.Caller;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodePart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What receipts say while a VM runs, when it is gone, and when its node does not answer. */
class ReceiptsTest {
  @TempDir Path folder;
  private TestingFactory site;

  @BeforeEach
  void begin() {
    site = new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("rows"))).begin();
    site.nodes.with("node1", new Capacity(8, 8192, 100_000));
    site.enrol("node1");
  }

  @AfterEach
  void end() {
    site.close();
  }

  @Test
  void a_running_vm_has_a_beginning_and_no_end() {
    VmId id = running();
    FactoryPart receipt = receipt(id);
    assertThat(receipt.times().ended()).isEmpty();
    assertThat(receipt.node().host()).isEqualTo("node1");
    assertThat(receipt.deployment().owner()).isEqualTo(TestingFactory.ALICE.dn());
    assertThat(node(receipt).ended()).isFalse();
  }

  @Test
  void a_destroyed_vm_has_an_end_and_the_nodes_last_part() {
    VmId id = running();
    destroyed(id);
    FactoryPart receipt = receipt(id);
    assertThat(receipt.times().ended()).isPresent();
    assertThat(node(receipt).ended()).isTrue();
  }

  @Test
  void an_answer_of_the_node_that_was_lost_is_asked_for_again() {
    VmId id = running();
    boolean[] lost = new boolean[2];
    site.nodes.afterEach(
        call -> {
          int which = call.startsWith("destroy") ? 0 : call.startsWith("receipt") ? 1 : -1;
          if (which >= 0 && !lost[which]) {
            lost[which] = true;
            throw new FactoryException(FactoryFault.NODE_UNREACHABLE, "The answer was lost.");
          }
        });
    site.factory().orders().destroy(TestingFactory.ALICE, id);
    site.awaitWatching(id, VmState.DESTROYED);
    assertThat(lost).containsExactly(true, true);
    assertThat(node(receipt(id)).ended()).isTrue();
  }

  @Test
  void the_nodes_part_is_there_though_its_event_came_and_its_answer_was_lost() {
    VmId id = running();
    Incarnation placement = site.find(id).incarnation().orElseThrow();
    AtomicBoolean lost = new AtomicBoolean();
    site.nodes.afterEach(
        call -> {
          if (call.startsWith("destroy ") && lost.compareAndSet(false, true)) {
            site.nodes.tellGone("node1", placement);
            throw new FactoryException(FactoryFault.NODE_UNREACHABLE, "The answer was lost.");
          }
        });
    site.factory().orders().destroy(TestingFactory.ALICE, id);
    site.awaitWatching(id, VmState.DESTROYED);
    site.nodes.silence("node1", true);
    FactoryPart receipt = receipt(id);
    assertThat(receipt.times().ended()).isPresent();
    assertThat(node(receipt).ended()).isTrue();
  }

  @Test
  void a_factory_that_is_killed_while_it_fetches_the_part_fetches_it_afterwards()
      throws InterruptedException {
    VmId id = running();
    CountDownLatch caught = new CountDownLatch(1);
    site.nodes.afterEach(call -> stopped(call, caught));
    site.factory().orders().destroy(TestingFactory.ALICE, id);
    assertThat(caught.await(30, TimeUnit.SECONDS)).isTrue();
    site.kill();
    site.nodes.afterEach(call -> {});
    site.begin();
    site.await(id, VmState.DESTROYED);
    assertThat(node(receipt(id)).ended()).isTrue();
  }

  @Test
  void a_node_that_never_gives_its_part_keeps_no_vm_and_the_receipt_says_that_it_is_missing() {
    VmId id = running();
    site.nodes.beforeEach(
        call -> {
          if (call.startsWith("receipt")) {
            throw new FactoryException(FactoryFault.NODE_REFUSED, "No such operation.");
          }
        });
    destroyed(id);
    FactoryPart receipt = receipt(id);
    assertThat(receipt.times().ended()).isPresent();
    assertThat(receipt.share().signed()).isEmpty();
    assertThat(receipt.share().missing()).isPresent();
  }

  @Test
  void of_a_silent_node_what_it_signed_before_counts_as_of_then() {
    VmId id = running();
    NodePart before = node(receipt(id));
    site.nodes.silence("node1", true);
    FactoryPart receipt = receipt(id);
    assertThat(receipt.times().ended()).isEmpty();
    assertThat(node(receipt)).isEqualTo(before);
  }

  @Test
  void of_a_node_that_is_silent_from_the_start_the_part_is_missing_and_it_is_said_why() {
    VmId id = running();
    site.nodes.silence("node1", true);
    assertThat(receipt(id).share().missing().orElseThrow()).contains("does not answer");
  }

  @Test
  void strangers_learn_nothing_and_a_placement_that_never_was_has_none() {
    VmId id = running();
    refused(TestingFactory.BOB, id, Optional.empty(), FactoryFault.VM_UNKNOWN);
    refused(TestingFactory.ALICE, id, Optional.of(new Epoch(7)), FactoryFault.WRONG_STATE);
    assertThat(site.factory().receipts().issue(TestingFactory.ADMIN, id, Optional.empty()))
        .isNotNull();
  }

  @Test
  void twelve_receipts_of_a_vm_are_enough_in_a_minute() {
    VmId id = running();
    for (int i = 0; i < 12; i++) {
      receipt(id);
    }
    refused(TestingFactory.ALICE, id, Optional.empty(), FactoryFault.BUSY);
    site.clock.advance(Duration.ofMinutes(1));
    assertThat(receipt(id)).isNotNull();
  }

  /** Whoever has just fetched a receipt is stopped for good. */
  private static void stopped(String call, CountDownLatch caught) {
    if (call.startsWith("receipt")) {
      caught.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("killed", e);
      }
    }
  }

  private void refused(Caller caller, VmId id, Optional<Epoch> placement, FactoryFault fault) {
    assertThatThrownBy(() -> site.factory().receipts().issue(caller, id, placement))
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private VmId running() {
    VmId id = site.deploy("token", TestingFactory.wish()).id();
    site.await(id, VmState.RUNNING);
    return id;
  }

  private void destroyed(VmId id) {
    site.factory().orders().destroy(TestingFactory.ALICE, id);
    site.await(id, VmState.DESTROYED);
  }

  private FactoryPart receipt(VmId id) {
    return FactoryPart.parse(
        site.factory().receipts().issue(TestingFactory.ALICE, id, Optional.empty()));
  }

  private static NodePart node(FactoryPart receipt) {
    return NodePart.parse(receipt.share().signed().orElseThrow());
  }
}
