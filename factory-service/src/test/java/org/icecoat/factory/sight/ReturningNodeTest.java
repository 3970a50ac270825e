package org.icecoat.factory.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.store.LostNodeStore;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.store.VmStore;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waited for a node that did not answer goes on as soon as it is heard again. */
class ReturningNodeTest {
  private static final NodeName NODE = new NodeName("node-1");

  @TempDir Path folder;
  private final List<VmId> woken = new ArrayList<>();
  private TestingFactory factory;
  private VmStore vms;
  private NodeStore nodes;

  @BeforeEach
  void begin() {
    factory = TestingFactory.ofOneNode(folder);
    vms = new VmStore(factory.database().jdbi());
    nodes = new NodeStore(factory.database().jdbi());
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private NodeWatch watch() {
    Jdbi rows = factory.database().jdbi();
    Sightings sightings = new Sightings(vms, new LostNodeStore(rows), factory.clock, changed -> {});
    return new NodeWatch(
        factory.nodes,
        nodes,
        vms,
        sightings,
        factory.clock,
        new NodeWatch.Rules(3, () -> {}, woken::add, new NobodyAttests()));
  }

  private static final class NobodyAttests implements NodeWatch.TrustWatch {
    @Override
    public boolean attest(EnrolledNode node, List<Vm> vms) {
      return false;
    }

    @Override
    public List<Vm> affected(EnrolledNode node, List<Vm> vms) {
      return List.of();
    }
  }

  /** A VM whose destruction was tried in vain, and is to be tried again in an hour. */
  private Vm destroying() {
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    nodes.missed(NODE, 1);
    factory.factory().orders().destroy(TestingFactory.ALICE, vm.id());
    Vm now = vms.find(vm.id()).orElseThrow();
    return vms.save(
            VmUpdate.quiet(
                now.withDrive(
                    now.drive().afterFailure(factory.clock.instant().plus(Duration.ofHours(1))))))
        .orElseThrow();
  }

  @Test
  void its_vms_are_woken_and_tried_at_once_however_late_the_next_try_was_to_be() {
    Vm vm = destroying();
    assertThat(watch().watch(NODE)).isTrue();
    assertThat(woken).contains(vm.id());
    assertThat(vms.find(vm.id()).orElseThrow().drive().mayAct(factory.clock.instant())).isTrue();
  }

  @Test
  void while_it_does_not_answer_and_while_it_always_did_nobody_is_woken_for_that() {
    Vm vm = destroying();
    factory.nodes.silence("node-1", true);
    watch().watch(NODE);
    assertThat(woken).isEmpty();
    factory.nodes.silence("node-1", false);
    watch().watch(NODE);
    woken.clear();
    watch().watch(NODE);
    assertThat(woken).doesNotContain(vm.id());
  }
}
