package org.icecoat.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAwayTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08001", "53100", "53300", "57P01", "57P02", "57P03"})
  void states_of_sql_tell_it_however_deep(String state) {
    SQLException sql = new SQLException("x", state);
    assertThat(DatabaseAway.isCauseOf(new IllegalStateException(new RuntimeException(sql))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42601", "40001", "57014", "22001"})
  void what_another_try_does_not_mend_is_none(String state) {
    assertThat(DatabaseAway.isCauseOf(new SQLException("x", state))).isFalse();
    assertThat(DatabaseAway.isCauseOf(new IllegalStateException("no database at all"))).isFalse();
  }

  @Test
  void a_pool_that_gives_no_connection_in_time_is_one() throws Exception {
    DatabaseConfiguration small =
        new DatabaseConfiguration(
            folder.resolve("rows"), null, null, null, 2, Duration.ofSeconds(3));
    try (Database database = Database.open(small, "db/testing")) {
      try (Handle one = database.jdbi().open();
          Handle two = database.jdbi().open()) {
        assertThat(one).isNotSameAs(two);
        Throwable failure =
            catchThrowable(() -> database.jdbi().useHandle(handle -> handle.execute("select 1")));
        assertThat(failure).hasRootCauseInstanceOf(SQLTransientConnectionException.class);
        assertThat(DatabaseAway.isCauseOf(failure)).isTrue();
      }
    }
  }

  @Test
  void a_database_that_was_shut_down_is_one_and_a_wrong_statement_is_not() throws Exception {
    try (Database database =
        Database.open(DatabaseConfiguration.inFile(folder.resolve("rows")), "db/testing")) {
      Throwable wrong =
          catchThrowable(() -> database.jdbi().useHandle(handle -> handle.execute("selekt")));
      assertThat(wrong).isNotNull();
      assertThat(DatabaseAway.isCauseOf(wrong)).isFalse();
      Throwable shut =
          catchThrowable(
              () ->
                  database
                      .jdbi()
                      .useHandle(
                          handle -> {
                            handle.execute("shutdown immediately");
                            handle.execute("select 1");
                          }));
      assertThat(DatabaseAway.isCauseOf(shut)).isTrue();
    }
  }
}
