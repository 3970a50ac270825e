package org.icecoat.service.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.database.Dialect;
import org.junit.jupiter.api.Test;

class TestingPostgresIT {
  @Test
  void the_same_migrations_run_on_postgresql() throws Exception {
    try (TestingPostgres postgres = TestingPostgres.start()) {
      DatabaseConfiguration configuration = postgres.emptyDatabase("example");
      try (Database database = Database.open(configuration, "db/testing")) {
        assertThat(database.dialect()).isEqualTo(Dialect.POSTGRESQL);
        long rows =
            database
                .jdbi()
                .withHandle(
                    h -> h.createQuery("select count(*) from example").mapTo(Long.class).one());
        assertThat(rows).isZero();
      }
    }
  }

  @Test
  void a_database_of_a_newer_program_is_refused_on_postgresql_too() throws Exception {
    try (TestingPostgres postgres = TestingPostgres.start()) {
      DatabaseConfiguration configuration = postgres.emptyDatabase("newer");
      Database.open(configuration, "db/testing_newer").close();
      assertThatThrownBy(() -> Database.open(configuration, "db/testing").close())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("version 2, made by a newer Icecoat");
    }
  }
}
