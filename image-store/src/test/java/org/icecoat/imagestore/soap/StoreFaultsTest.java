package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.fault.InvalidMessageException;
import org.icecoat.wsrf.server.ServiceEndpoint;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

class StoreFaultsTest {
  private static final URI BASE = URI.create("https://store:8445");

  private final StoreFaults faults =
      new StoreFaults(
          new Faults(
              Clock.systemUTC(),
              "http://icecoat.org/2026/11/faults",
              new Calls<>(chain -> "nobody"),
              ServiceEndpoint.references(BASE, "/store")));

  @Test
  void a_database_that_is_away_asks_to_come_back_later() {
    var away = new ConnectionException(new SQLException("terminated by an administrator", "57P01"));
    assertThat(faults.translate(away))
        .get()
        .isInstanceOfSatisfying(
            UnavailableFault.class,
            fault -> {
              assertThat(fault.getFaultInfo().getErrorCode().getContent())
                  .containsExactly("STORE_BROKEN");
              assertThat(fault.getFaultInfo().getRetryAfter()).isEqualTo(Duration.ofMinutes(1));
            });
  }

  @Test
  void a_tpm_that_others_ask_asks_to_come_back_later() {
    assertThat(faults.translate(new StoreException(StoreFault.TPM_BUSY, "Wait")))
        .get()
        .isInstanceOfSatisfying(
            UnavailableFault.class,
            fault ->
                assertThat(fault.getFaultInfo().getRetryAfter()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void what_breaks_the_schema_is_an_invalid_request_and_names_the_field() {
    assertThat(faults.translate(new InvalidMessageException("Image/Name", "Not so")))
        .get()
        .isInstanceOfSatisfying(
            InvalidRequestFault.class,
            fault -> assertThat(fault.getFaultInfo().getField()).isEqualTo("Image/Name"));
  }

  @Test
  void a_defect_is_no_declared_fault() {
    var wrong = new ConnectionException(new SQLException("no such column", "42703"));
    assertThat(faults.translate(wrong)).isEmpty();
  }
}
