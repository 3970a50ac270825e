package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The factory is killed in the midst of a step; begun again, it goes on and does nothing twice. */
class KilledFactoryTest {
  private static final Capacity ROOM = new Capacity(8, 8192, 100_000);

  @TempDir Path folder;
  private TestingFactory factory;

  @BeforeEach
  void begin() {
    factory = new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("factory"))).begin();
    factory.nodes.with("node-1", ROOM).with("node-2", ROOM);
    factory.enrol("node-1", "node-2");
  }

  @AfterEach
  void end() {
    factory.close();
  }

  /** Stops whoever comes to the given operation, for good, and tells that he is there. */
  private static Consumer<String> trap(String operation, CountDownLatch caught) {
    return call -> {
      if (call.startsWith(operation + " ")) {
        caught.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new IllegalStateException("killed", e);
        }
      }
    };
  }

  private void killAt(String moment, String operation, Runnable causing) throws Exception {
    CountDownLatch caught = new CountDownLatch(1);
    if (moment.equals("before")) {
      factory.nodes.beforeEach(trap(operation, caught));
    } else {
      factory.nodes.afterEach(trap(operation, caught));
    }
    causing.run();
    assertThat(caught.await(30, TimeUnit.SECONDS)).isTrue();
    factory.kill();
    factory.nodes.beforeEach(call -> {});
    factory.nodes.afterEach(call -> {});
    factory.begin();
  }

  @ParameterizedTest
  @CsvSource({"before, prepare", "after, prepare", "before, start", "after, start"})
  void a_deployment_goes_on_where_it_was(String moment, String operation) throws Exception {
    Vm[] vm = new Vm[1];
    killAt(moment, operation, () -> vm[0] = factory.deploy("1", TestingFactory.wish()));
    Vm running = factory.await(vm[0].id(), VmState.RUNNING);
    assertThat(running.placed().epoch()).isEqualTo(1);
    String node = running.node().orElseThrow().value();
    assertThat(factory.nodes.vm(node, running.id()).starts()).isEqualTo(1);
    assertThat(factory.nodes.on("node-1").size() + factory.nodes.on("node-2").size()).isEqualTo(1);
    assertThat(factory.factory().finder().history(running))
        .extracting(HistoryEntry::event)
        .containsOnlyOnce("placed", "seen-running");
  }

  @ParameterizedTest
  @CsvSource({"before, destroy", "after, destroy"})
  void a_destruction_goes_on_where_it_was(String moment, String operation) throws Exception {
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    killAt(
        moment, operation, () -> factory.factory().orders().destroy(TestingFactory.ALICE, vm.id()));
    factory.await(vm.id(), VmState.DESTROYED);
    assertThat(factory.factory().usage().onEachNode()).isEmpty();
  }

  @Test
  void a_restart_is_done_once() throws Exception {
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    killAt(
        "after",
        "restart",
        () -> factory.factory().orders().restart(TestingFactory.ALICE, vm.id()));
    Vm running = factory.await(vm.id(), VmState.RUNNING);
    String node = running.node().orElseThrow().value();
    assertThat(factory.nodes.vm(node, vm.id()).starts()).isEqualTo(2);
  }

  @Test
  void a_vm_that_was_written_down_and_nothing_more_is_deployed() {
    factory.kill();
    factory.beginIdle();
    Vm vm = factory.deploy("1", TestingFactory.wish());
    int tasks =
        factory
            .database()
            .jdbi()
            .withHandle(
                rows ->
                    rows.execute(
                        "delete from scheduled_tasks where task_instance = ?", vm.id().toString()));
    assertThat(tasks).isEqualTo(1);
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.REQUESTED);
    factory.kill();
    factory.begin();
    factory.await(vm.id(), VmState.RUNNING);
  }
}
