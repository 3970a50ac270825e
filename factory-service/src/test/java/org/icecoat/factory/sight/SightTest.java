package org.icecoat.factory.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Life;
import org.icecoat.factory.vm.Vm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report of a failed placement does. */
class SightTest {
  @TempDir Path folder;
  private TestingFactory factory;
  private Vm staged;

  @BeforeEach
  void a_vm_that_is_being_prepared() {
    factory = TestingFactory.ofOneNode(folder);
    Vm running = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    Life life = running.life();
    staged =
        running.withLife(new Life(VmState.STAGING, life.desired(), life.since(), Optional.empty()));
  }

  @AfterEach
  void end() {
    factory.close();
  }

  @Test
  void a_preparation_that_failed_is_given_up_for_another_node() {
    assertThat(Sight.absorb(staged, failed(), now()).vm().state()).isEqualTo(VmState.REQUESTED);
  }

  @Test
  void a_placement_that_was_given_up_may_be_told_of_again() {
    Vm waiting = Sight.absorb(staged, failed(), now()).vm();
    assertThat(Sight.absorb(waiting, failed(), now()).vm().state()).isEqualTo(VmState.REQUESTED);
  }

  private VmReport failed() {
    VmFailure why =
        new VmFailure(now(), "fetch-image", "IMAGE_ALTERED", "It is altered", Optional.empty());
    return new VmReport(
        staged.incarnation().orElseThrow(),
        NodeVmState.FAILED,
        now(),
        false,
        0,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(why),
        staged.application());
  }

  private Instant now() {
    return factory.clock.instant();
  }
}
