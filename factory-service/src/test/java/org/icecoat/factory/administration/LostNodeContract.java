package org.icecoat.factory.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.awaitility.Awaitility;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.node.NodeState;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.Caller;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.receipt.FactoryPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that never comes back is removed with its VMs, on an administrator's word. */
abstract class LostNodeContract {
  private static final NodeName NODE = new NodeName("node-1");
  private static final Capacity ROOM = new Capacity(8, 8192, 100_000);
  private static final String WORD = " vouches that the node node-1 is gone for good: burnt out";

  private TestingFactory factory;

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    factory = new TestingFactory(emptyDatabase()).begin();
    factory.nodes.with("node-1", ROOM);
    factory.enrol("node-1");
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private Vm running() {
    return factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
  }

  /** As when it has not answered so often that it counts as unreachable. */
  private void vanish() {
    factory.nodes.silence("node-1", true);
    new NodeStore(factory.database().jdbi()).missed(NODE, 1);
  }

  private void comeBack() {
    factory.nodes.silence("node-1", false);
    factory.enrol("node-1");
  }

  private void removeLost(Caller caller, String why) {
    factory.factory().lostNodes().remove(caller, NODE, why);
  }

  private void removeLost() {
    removeLost(TestingFactory.ADMIN, "burnt out");
  }

  private Optional<EnrolledNode> node() {
    return new NodeStore(factory.database().jdbi()).find(NODE);
  }

  /** After two looks at the node: what the first one asks for, the second one would show. */
  private void awaitLooks() {
    long before = looks();
    factory.awaitMinutes(() -> assertThat(looks()).isGreaterThan(before + 2));
  }

  private long looks() {
    return factory.nodes.calls().stream().filter("list node-1"::equals).count();
  }

  private HistoryEntry last(VmId id) {
    var history = factory.factory().finder().history(factory.find(id));
    return history.get(history.size() - 1);
  }

  private FactoryPart receipt(VmId id) {
    return FactoryPart.parse(
        factory.factory().receipts().issue(TestingFactory.ALICE, id, Optional.empty()));
  }

  private static void refused(Runnable removal, FactoryFault fault) {
    assertThatThrownBy(removal::run)
        .isInstanceOfSatisfying(
            FactoryException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  @Test
  void its_vms_are_destroyed_and_what_they_took_is_free() {
    Vm vm = running();
    vanish();
    removeLost();
    Vm gone = factory.find(vm.id());
    assertThat(gone.state()).isEqualTo(VmState.DESTROYED);
    assertThat(gone.life().desired()).isEqualTo(DesiredState.DESTROYED);
    assertThat(gone.node()).isEmpty();
    assertThat(node()).isEmpty();
    assertThat(factory.factory().usage().onEachNode()).isEmpty();
    assertThat(factory.factory().usage().by(TestingFactory.ALICE.dn()).vms()).isZero();
  }

  @Test
  void who_vouched_for_it_and_why_is_in_the_history_of_each_vm() {
    Vm vm = running();
    vanish();
    removeLost();
    assertThat(last(vm.id()).event()).isEqualTo("node-vouched-gone");
    assertThat(last(vm.id()).description()).contains(TestingFactory.ADMIN.dn() + WORD);
  }

  @Test
  void a_vm_whose_destruction_waits_for_it_is_destroyed_with_its_archive_and_never_asked_for() {
    Vm vm = running();
    factory.keepArchive(vm);
    vanish();
    factory.factory().orders().destroy(TestingFactory.ALICE, vm.id());
    removeLost();
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.DESTROYED);
    Awaitility.await().untilAsserted(() -> assertThat(factory.archivePieces()).isZero());
  }

  @Test
  void only_one_that_does_not_answer_can_be_lost() {
    Vm vm = running();
    refused(this::removeLost, FactoryFault.WRONG_STATE);
    vanish();
    comeBack();
    refused(this::removeLost, FactoryFault.WRONG_STATE);
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.RUNNING);
    assertThat(node().orElseThrow().state()).isEqualTo(NodeState.READY);
  }

  @Test
  void without_an_administrators_word_and_reason_it_stays() {
    Vm vm = running();
    vanish();
    refused(() -> removeLost(TestingFactory.ALICE, "burnt out"), FactoryFault.NOT_AUTHORIZED);
    refused(() -> removeLost(TestingFactory.ADMIN, " "), FactoryFault.INVALID_REQUEST);
    NodeAdministration nodes = factory.factory().administration();
    assertThatThrownBy(() -> nodes.remove(TestingFactory.ADMIN, NODE))
        .hasMessageContaining("does not answer: wait until it does, or remove it as lost");
    assertThat(factory.find(vm.id()).node()).contains(NODE);
    assertThat(node()).isPresent();
  }

  @Test
  void a_node_that_nobody_knows_is_not_lost() {
    NodeName nobodys = new NodeName("node-9");
    LostNodes nodes = factory.factory().lostNodes();
    refused(
        () -> nodes.remove(TestingFactory.ADMIN, nobodys, "burnt out"), FactoryFault.NODE_UNKNOWN);
  }

  @Test
  void what_was_only_to_come_to_it_goes_elsewhere_and_what_it_has_of_that_is_left_alone() {
    factory.nodes.reportTo((node, report) -> {});
    factory.nodes.beforeEach(
        call -> {
          if (call.equals("describe node-1") || call.equals("list node-1")) {
            throw new FactoryException(FactoryFault.NODE_UNREACHABLE, "It does not answer.");
          }
        });
    factory.nodes.afterEach(
        call -> {
          if (call.equals("prepare node-1")) {
            throw new FactoryException(FactoryFault.NODE_UNREACHABLE, "No answer came.");
          }
        });
    VmId id = factory.deploy("1", TestingFactory.wish()).id();
    factory.await(id, VmState.SCHEDULED);
    Awaitility.await().until(() -> factory.nodes.on("node-1").containsKey(id));
    factory.nodes.with("node-2", ROOM);
    factory.enrol("node-2");
    vanish();
    removeLost();
    factory.nodes.afterEach(call -> {});
    factory.nodes.beforeEach(call -> {});
    Vm vm = factory.awaitWatching(id, VmState.RUNNING);
    assertThat(vm.node()).contains(new NodeName("node-2"));
    assertThat(vm.placed().epoch()).isEqualTo(2);
    comeBack();
    awaitLooks();
    assertThat(factory.nodes.on("node-1")).containsKey(id);
    assertThat(factory.find(id).node()).contains(new NodeName("node-2"));
    assertThat(node().orElseThrow().foreignDomains()).isEqualTo(1);
  }

  @Test
  void a_vm_that_is_to_be_deployed_afresh_need_not_wait_for_it() {
    Vm vm = running();
    factory.nodes.on("node-1").remove(vm.id());
    factory.awaitWatching(vm.id(), VmState.FAILED);
    vanish();
    factory.factory().orders().recover(TestingFactory.ALICE, vm.id());
    factory.nodes.with("node-2", ROOM);
    factory.enrol("node-2");
    removeLost();
    Vm again = factory.await(vm.id(), VmState.RUNNING);
    assertThat(again.node()).contains(new NodeName("node-2"));
    assertThat(again.placed().epoch()).isEqualTo(2);
  }

  @Test
  void a_host_that_comes_back_is_enrolled_anew_and_its_old_domains_are_told_and_left_alone() {
    Vm vm = running();
    vanish();
    removeLost();
    comeBack();
    awaitLooks();
    assertThat(factory.nodes.on("node-1")).containsKey(vm.id());
    assertThat(factory.nodes.count("destroy")).isZero();
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.DESTROYED);
    assertThat(node().orElseThrow().foreignDomains()).isEqualTo(1);
    assertThat(factory.factory().usage().onEachNode()).isEmpty();
  }

  @Test
  void its_receipts_say_that_the_end_is_unknown_whoever_comes_back() {
    Vm vm = running();
    vanish();
    removeLost();
    comeBack();
    FactoryPart receipt = receipt(vm.id());
    assertThat(receipt.times().ended()).isEmpty();
    assertThat(receipt.share().missing().orElseThrow())
        .isEqualTo(
            "The end is unknown: the node was removed as lost. "
                + TestingFactory.ADMIN.dn()
                + WORD);
    assertThat(factory.nodes.count("receipt")).isZero();
  }

  @Test
  void what_it_signed_before_counts_as_of_then() {
    Vm vm = running();
    FactoryPart before = receipt(vm.id());
    vanish();
    removeLost();
    FactoryPart after = receipt(vm.id());
    assertThat(after.times().ended()).isEmpty();
    assertThat(after.share()).isEqualTo(before.share());
  }
}
