package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.fault.InvalidMessageException;
import org.icecoat.wsrf.server.ServiceEndpoint;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

/** One cause of failure is one fault to an operation of ours, and another one to those of WSRF. */
class FactoryFaultsTest {
  private final FactoryFaults faults =
      new FactoryFaults(
          new Faults(
              Clock.systemUTC(),
              "http://icecoat.org/2026/11/faults",
              new Calls<>(chain -> "nobody"),
              ServiceEndpoint.references(URI.create("https://factory:8443"), "/vm")));

  @Test
  void a_database_that_is_away_asks_to_come_back_later() {
    unavailable(
        "DATABASE_UNAVAILABLE",
        new ConnectionException(new SQLTransientConnectionException("no connection in time")));
    unavailable(
        "DATABASE_UNAVAILABLE",
        new UnableToExecuteStatementException("x", new SQLException("disk full", "53100"), null));
  }

  /** By this a node tells events that can never be taken from those that wait. */
  @Test
  void what_breaks_the_schema_is_an_invalid_request_and_names_the_field() {
    assertThat(faults.translate(new InvalidMessageException("Event/Report", "Not so")))
        .get()
        .isInstanceOfSatisfying(
            InvalidRequestFault.class,
            fault -> {
              assertThat(code(fault.getFaultInfo())).isEqualTo("INVALID_REQUEST");
              assertThat(fault.getFaultInfo().getField()).isEqualTo("Event/Report");
            });
  }

  @Test
  void what_passes_asks_to_come_back_later() {
    unavailable("BUSY", new FactoryException(FactoryFault.BUSY, "Try again."));
  }

  @Test
  void what_does_not_pass_is_not_unavailable_and_a_defect_is_not_declared() {
    var quota = new FactoryException(FactoryFault.QUOTA_EXCEEDED, "Too many.");
    assertThat(faults.translateForWsrf(quota)).isEmpty();
    var defect =
        new UnableToExecuteStatementException("x", new SQLException("no column", "42703"), null);
    assertThat(faults.translate(defect)).isEmpty();
    assertThat(faults.translateForWsrf(defect)).isEmpty();
  }

  private void unavailable(String code, RuntimeException failure) {
    assertThat(faults.translate(failure))
        .get()
        .isInstanceOfSatisfying(
            UnavailableFault.class,
            fault -> {
              assertThat(code(fault.getFaultInfo())).isEqualTo(code);
              assertThat(fault.getFaultInfo().getRetryAfter()).isNotNull();
            });
    assertThat(faults.translateForWsrf(failure))
        .get()
        .isInstanceOfSatisfying(
            ResourceUnavailableFault.class,
            fault -> assertThat(code(fault.getFaultInfo())).isEqualTo(code));
  }

  private static Object code(BaseFaultType fault) {
    return fault.getErrorCode().getContent().get(0);
  }
}
