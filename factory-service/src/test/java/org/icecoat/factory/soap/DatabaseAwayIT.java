package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import javax.xml.namespace.QName;
import org.awaitility.Awaitility;
import org.icecoat.domain.vm.VmId;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.wire.factory.ListVms;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.vm.OrderType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The factory's PostgreSQL goes away under it, and comes back. */
class DatabaseAwayIT {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();
  private static final QName STATE = new QName("http://icecoat.org/2026/11/vm", "State");

  @TempDir Path folder;

  @Test
  void whoever_calls_meanwhile_is_told_to_come_back() throws Exception {
    DatabaseConfiguration rows = POSTGRES.emptyDatabase("away");
    DatabaseConfiguration beside = POSTGRES.emptyDatabase("beside");
    TestingGrid grid = TestingGrid.create(folder, Clock.systemUTC());
    try (TestingSite site = new TestingSite(folder, grid, inFile(rows), "").enrolled();
        Ports alice = site.as("Alice")) {
      TrustedVmFactory factory = alice.port(TestingSite.FACTORY, site.at("/factory"));
      VmId id = site.running(alice);
      TrustedVm vm = alice.port(TestingSite.VM, site.at("/vm/" + id));
      away(beside, true);
      unavailable(() -> factory.listVms(new ListVms()));
      unavailable(() -> vm.pause(new OrderType()));
      resourceUnavailable(() -> vm.getResourceProperty(STATE));
      resourceUnavailable(() -> vm.destroy(new Destroy()));
      away(beside, false);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(vm.getResourceProperty(STATE)).isNotNull());
    }
  }

  private static String inFile(DatabaseConfiguration database) {
    return "{url: '%s', user: '%s', connect-timeout: 1s%s}"
        .formatted(
            database.url(),
            database.user(),
            database.password() == null ? "" : ", password: " + database.password().reveal());
  }

  private static void away(DatabaseConfiguration beside, boolean isAway) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                beside.url(),
                beside.user(),
                beside.password() == null ? null : beside.password().reveal());
        Statement statement = connection.createStatement()) {
      statement.execute("alter database away allow_connections " + !isAway);
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'away'");
    }
  }

  private interface Calling {
    void call() throws Exception;
  }

  private static void unavailable(Calling calling) {
    assertThatThrownBy(calling::call)
        .isInstanceOfSatisfying(
            UnavailableFault.class, fault -> assertThat(code(fault.getFaultInfo())).isTrue());
  }

  private static void resourceUnavailable(Calling calling) {
    assertThatThrownBy(calling::call)
        .isInstanceOfSatisfying(
            ResourceUnavailableFault.class,
            fault -> assertThat(code(fault.getFaultInfo())).isTrue());
  }

  private static boolean code(BaseFaultType fault) {
    return fault.getErrorCode().getContent().contains("DATABASE_UNAVAILABLE");
  }
}
