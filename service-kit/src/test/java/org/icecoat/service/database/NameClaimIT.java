package org.icecoat.service.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NameClaimIT {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();
  private static final Duration SHORT = Duration.ofMillis(50);

  private DatabaseConfiguration configuration;

  @BeforeEach
  void empty() throws Exception {
    configuration = POSTGRES.emptyDatabase("claimed");
  }

  private Database open() {
    return Database.open(configuration, "db/testing");
  }

  @Test
  void a_name_belongs_to_one_process_and_is_free_when_that_ends() {
    try (Database second = open()) {
      try (Database first = open()) {
        first.claim("factory", SHORT);
        assertThatThrownBy(() -> second.claim("factory", SHORT))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("another process that is called 'factory'")
            .hasMessageContaining("Give each a name");
        assertThatCode(() -> second.claim("other", SHORT)).doesNotThrowAnyException();
      }
      assertThatCode(() -> second.claim("factory", Duration.ofSeconds(10)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void a_process_whose_connection_is_lost_holds_no_name() {
    try (Database first = open();
        Database second = open()) {
      first.claim("factory", SHORT);
      second
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"));
      assertThatCode(() -> second.claim("factory", Duration.ofSeconds(10)))
          .doesNotThrowAnyException();
    }
  }
}
