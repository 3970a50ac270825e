package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AcceptanceOnPostgresIT extends AcceptanceContract {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();

  @Override
  DatabaseConfiguration emptyDatabase() throws Exception {
    return POSTGRES.emptyDatabase("factory");
  }

  @Test
  void two_factories_share_the_work_and_do_not_oversubscribe() throws Exception {
    DatabaseConfiguration shared = POSTGRES.emptyDatabase("shared");
    try (TestingFactory first = new TestingFactory(shared).begin();
        Database again = Database.open(shared, "db/factory");
        Factory second = first.second(again)) {
      first
          .nodes
          .with("node-1", new Capacity(3, 8192, 100_000))
          .with("node-2", new Capacity(3, 8192, 100_000));
      first.enrol("node-1", "node-2");
      List<Vm> vms = new ArrayList<>();
      DeploymentTime until =
          new DeploymentTime.Until(first.clock.instant().plus(Duration.ofHours(5)));
      for (int i = 0; i < 10; i++) {
        vms.add(
            first.deploy(
                "share-" + i, TestingFactory.wish(until, TestingFactory.resources(1, 64))));
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          vms.stream()
                              .filter(vm -> first.find(vm.id()).state() == VmState.RUNNING)
                              .count())
                      .isEqualTo(6));
      assertThat(second.usage().on(new NodeName("node-1")).taken().cpus()).isEqualTo(3);
      assertThat(second.usage().on(new NodeName("node-2")).taken().cpus()).isEqualTo(3);
      assertThat(first.nodes.count("start")).isEqualTo(6);
      second.orders().destroy(TestingFactory.ALICE, vms.get(0).id());
      first.await(vms.get(0).id(), VmState.DESTROYED);
    }
  }
}
