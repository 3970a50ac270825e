package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
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

class DeploymentTest {
  private static final Capacity ROOM = new Capacity(8, 8192, 100_000);

  @TempDir Path folder;
  private TestingFactory factory;

  @BeforeEach
  void begin() {
    factory = new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("factory"))).begin();
    factory.nodes.with("node-1", ROOM).with("node-2", ROOM, "globins");
    factory.enrol("node-1", "node-2");
  }

  @AfterEach
  void end() {
    factory.close();
  }

  @Test
  void a_request_becomes_a_running_vm_where_its_data_are() {
    Vm vm = factory.deploy("1", TestingFactory.wish("globins"));
    assertThat(vm.state()).isEqualTo(VmState.REQUESTED);
    Vm running = factory.await(vm.id(), VmState.RUNNING);
    assertThat(running.node().orElseThrow()).hasToString("node-2");
    assertThat(running.placed().epoch()).isEqualTo(1);
    assertThat(factory.factory().finder().history(running))
        .extracting(HistoryEntry::event)
        .containsExactly("accepted", "placed", "seen-prepared", "seen-running");
    assertThat(factory.nodes.count("prepare")).isEqualTo(1);
    assertThat(factory.nodes.count("start")).isEqualTo(1);
  }

  @Test
  void a_vm_is_destroyed_and_its_room_is_free_again() {
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING);
    factory.factory().orders().destroy(TestingFactory.ALICE, vm.id());
    Vm gone = factory.await(vm.id(), VmState.DESTROYED);
    assertThat(gone.node()).isEmpty();
    assertThat(factory.factory().usage().onEachNode()).isEmpty();
    assertThat(factory.nodes.on("node-1").keySet().stream().collect(Collectors.toSet())).isEmpty();
  }

  @Test
  void nothing_waits_for_a_timer() {
    factory.close();
    factory.polling(Duration.ofMinutes(10)).begin();
    Vm vm = factory.deploy("1", TestingFactory.wish());
    factory.await(vm.id(), VmState.RUNNING);
    factory.factory().orders().pause(TestingFactory.ALICE, vm.id());
    factory.await(vm.id(), VmState.PAUSED);
    factory.factory().orders().destroy(TestingFactory.ALICE, vm.id());
    factory.await(vm.id(), VmState.DESTROYED);
  }
}
