package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.administration.HistorySearch;
import org.icecoat.factory.administration.NodeAdministration.NodeView;
import org.icecoat.factory.store.ArchiveStore;
import org.icecoat.factory.store.VmHistoryStore;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.database.TestingOldDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever the first version wrote down, this one reads and goes on with. */
abstract class UpgradeContract {
  private static final VmId RUNNING = VmId.parse("ac00cf97-36f2-4200-a7be-fda6bf2fe8ff");
  private static final VmId WAITING = VmId.parse("31f2d65b-e674-467a-b02e-ff7c7077224c");

  private TestingFactory factory;

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @BeforeEach
  void begin_on_the_rows_of_the_first_version() throws Exception {
    DatabaseConfiguration old = emptyDatabase();
    TestingOldDatabase.make(old, "db/factory", "1", "/db/old/factory_v1.sql");
    factory = new TestingFactory(old);
    factory.nodes.with("node-1", new Capacity(8, 8192, 100_000), "globins");
    factory.begin();
  }

  @AfterEach
  void close() {
    factory.close();
  }

  @Test
  void a_vm_is_what_it_was() {
    Vm vm = factory.find(RUNNING);
    assertThat(vm.origin().owner().dn()).isEqualTo(Dn.parse("CN=Alice,O=Grid"));
    assertThat(vm.origin().request().datasets()).containsExactly(new DatasetName("globins"));
    assertThat(vm.origin().request().trust()).isEmpty();
    assertThat(vm.terms().resources().cpus()).isEqualTo(new CpuCount(1));
    assertThat(vm.terms().lease().duration()).isEqualTo(Duration.ofHours(1));
    assertThat(vm.placed().image().orElseThrow().disk().description().title().name().value())
        .isEqualTo("hmmer-vm");
    assertThat(vm.placed().loss()).isEmpty();
    assertThat(vm.report().orElseThrow().addresses()).containsExactly("10.0.0.2");
    assertThat(factory.factory().finder().history(vm))
        .extracting(entry -> entry.state())
        .startsWith(VmState.REQUESTED, VmState.SCHEDULED, VmState.STARTING, VmState.RUNNING);
    assertThat(
            factory
                .factory()
                .histories()
                .find(TestingFactory.ADMIN, VmHistoryStore.Search.newest(HistorySearch.MOST))
                .lines())
        .extracting(line -> line.number())
        .hasSizeGreaterThan(4)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_node_is_what_it_was() {
    NodeView node = factory.factory().administration().list(TestingFactory.ADMIN).get(0);
    assertThat(node.node().name().value()).isEqualTo("node-1");
    assertThat(node.node().reachable()).isTrue();
    assertThat(node.node().description().orElseThrow().capacity())
        .isEqualTo(new Capacity(8, 8192, 100_000));
    assertThat(node.node().results()).isEmpty();
    assertThat(node.used().vms()).isEqualTo(1);
  }

  @Test
  void the_same_request_under_its_old_token_is_still_the_same_vm() {
    assertThat(factory.deploy("one", TestingFactory.wish("globins")).id()).isEqualTo(RUNNING);
  }

  @Test
  void a_vm_that_waited_is_deployed_when_its_moment_comes_and_a_running_one_is_destroyed()
      throws Exception {
    assertThat(factory.find(WAITING).state()).isEqualTo(VmState.REQUESTED);
    try (var archive = new ArchiveStore(factory.database().jdbi()).content(WAITING, 5).open()) {
      assertThat(new String(archive.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello");
    }
    factory.clock.advance(Duration.ofMinutes(61));
    factory.awaitWatching(WAITING, VmState.RUNNING);
    factory.factory().orders().destroy(TestingFactory.ALICE, RUNNING);
    factory.awaitWatching(RUNNING, VmState.DESTROYED);
  }
}
