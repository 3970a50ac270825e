package org.icecoat.factory.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.receipt.RunJournal;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.store.RunStore;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.testing.TestingNotary;
import org.icecoat.factory.vm.Placed;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that are tried for ever keep no thread while the node is known not to answer. */
class SilentNodeTest {
  private static final NodeName NODE = new NodeName("node-1");

  @TempDir Path folder;
  private TestingFactory factory;
  private Vm vm;
  private int before;

  @BeforeEach
  void a_vm_runs() {
    factory = TestingFactory.ofOneNode(folder);
    vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private NodeStore nodes() {
    return new NodeStore(factory.database().jdbi());
  }

  private List<Step> steps() {
    NodeCalls calls = new NodeCalls(nodes(), factory.nodes);
    RunStore runs = new RunStore(factory.database().jdbi());
    LastReceipt receipts =
        new LastReceipt(calls, new RunJournal(runs, factory.nodes, new TestingNotary()));
    return List.of(
        new DestroyStep(calls, receipts), new ReleaseStep(calls, receipts), new PauseStep(calls));
  }

  private void vanish() {
    nodes().missed(NODE, 1);
    before = factory.nodes.calls().size();
  }

  private void nobodyIsCalled() {
    assertThat(factory.nodes.calls()).hasSize(before);
  }

  @Test
  void destroying_releasing_and_pausing_wait_without_a_call() {
    vanish();
    Instant now = factory.clock.instant();
    assertThat(steps())
        .allSatisfy(
            step ->
                assertThat(step.act(vm, now))
                    .isInstanceOfSatisfying(
                        StepResult.WaitUntil.class,
                        wait -> assertThat(wait.moment()).isAfter(now)));
    nobodyIsCalled();
  }

  @Test
  void a_placement_that_was_never_to_start_is_left_at_once_and_without_a_call() {
    vanish();
    Vm prepared = vm.withPlaced(Placed.nowhere().on(NODE));
    StepResult result = steps().get(1).act(prepared, factory.clock.instant());
    assertThat(result).isInstanceOf(StepResult.Changed.class);
    VmUpdate update = ((StepResult.Changed) result).change().apply(prepared);
    assertThat(update.vm().node()).isEmpty();
    assertThat(update.history().get(0).description().orElseThrow())
        .contains("has not said that nothing is left");
    nobodyIsCalled();
  }

  @Test
  void a_node_that_missed_a_look_only_is_called() {
    nodes().missed(NODE, 3);
    assertThat(steps().get(0).act(vm, factory.clock.instant()))
        .isInstanceOf(StepResult.Changed.class);
    assertThat(factory.nodes.count("destroy")).isEqualTo(1);
  }
}
