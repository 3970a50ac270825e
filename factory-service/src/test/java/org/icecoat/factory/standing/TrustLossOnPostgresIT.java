package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.Factory;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrustLossOnPostgresIT extends TrustLossContract {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();
  private static int made;
  private DatabaseConfiguration database;

  @Override
  DatabaseConfiguration emptyDatabase() throws Exception {
    made++;
    database = POSTGRES.emptyDatabase("loss" + made);
    return database;
  }

  @Test
  void two_factories_on_the_same_rows_act_once() {
    Vm vm = running(LossAction.PAUSE);
    try (Database again = Database.open(database, "db/factory");
        Factory second = factory.second(again)) {
      for (int time = 1; time <= 5; time++) {
        distrust(vm);
        factory.await(vm.id(), VmState.PAUSED);
        trust(vm);
        awaitEvents(vm, "trust-regained", time);
        second.orders().resume(TestingFactory.ALICE, vm.id());
        factory.await(vm.id(), VmState.RUNNING);
      }
      Awaitility.await().until(() -> count(vm, "trust-lost") == 5);
      assertThat(factory.nodes.count("pause")).isEqualTo(5);
      assertThat(factory.nodes.count("resume")).isEqualTo(5);
    }
  }
}
