package org.icecoat.service.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.database.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestingPostgresIT {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();

  @Test
  void the_same_migrations_run_on_postgresql() throws Exception {
    DatabaseConfiguration configuration = POSTGRES.emptyDatabase("example");
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

  @Test
  void a_database_of_a_newer_program_is_refused_on_postgresql_too() throws Exception {
    DatabaseConfiguration configuration = POSTGRES.emptyDatabase("newer");
    Database.open(configuration, "db/testing_newer").close();
    assertThatThrownBy(() -> Database.open(configuration, "db/testing").close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("version 2, made by a newer Icecoat");
  }

  @Test
  void it_listens_to_nobody_but_those_who_may_enter_its_folder() throws Exception {
    DatabaseConfiguration configuration = POSTGRES.emptyDatabase("alone");
    try (Database database = Database.open(configuration, "db/testing")) {
      assertThat(setting(database, "listen_addresses")).isEmpty();
      assertThat(setting(database, "unix_socket_directories")).startsWith("/tmp/ice");
    }
  }

  private static String setting(Database database, String name) {
    return database.jdbi().withHandle(h -> h.createQuery("show " + name).mapTo(String.class).one());
  }
}
