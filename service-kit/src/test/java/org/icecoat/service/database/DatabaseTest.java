package org.icecoat.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import org.flywaydb.core.api.FlywayException;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void rows_outlive_the_process() {
    DatabaseConfiguration configuration = DatabaseConfiguration.inFile(folder.resolve("rows"));
    UUID id = UUID.randomUUID();
    try (Database database = Database.open(configuration, "db/testing")) {
      database
          .jdbi()
          .useHandle(h -> h.execute("insert into example (id, name) values (?, ?)", id, "one"));
    }
    try (Database database = Database.open(configuration, "db/testing")) {
      String name =
          database
              .jdbi()
              .withHandle(
                  h ->
                      h.createQuery("select name from example where id = ?")
                          .bind(0, id)
                          .mapTo(String.class)
                          .one());
      assertThat(name).isEqualTo("one");
    }
  }

  @Test
  void a_database_of_a_newer_program_is_refused_and_not_touched() {
    DatabaseConfiguration configuration = DatabaseConfiguration.inFile(folder.resolve("newer"));
    try (Database newer = Database.open(configuration, "db/testing_newer")) {
      newer
          .jdbi()
          .useHandle(
              h ->
                  h.execute(
                      "insert into example (id, name, more) values (?, 'one', 'new')",
                      UUID.randomUUID()));
    }
    assertThatThrownBy(() -> Database.open(configuration, "db/testing").close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("version 2, made by a newer Icecoat", "knows version 1")
        .hasMessageContaining("Run the newer Icecoat, or restore the copy");
    try (Database newer = Database.open(configuration, "db/testing_newer")) {
      String more =
          newer
              .jdbi()
              .withHandle(h -> h.createQuery("select more from example").mapTo(String.class).one());
      assertThat(more).isEqualTo("new");
    }
  }

  @Test
  void a_service_without_its_migrations_does_not_start() {
    DatabaseConfiguration configuration = DatabaseConfiguration.inFile(folder.resolve("none"));
    assertThatThrownBy(() -> Database.open(configuration, "db/nowhere").close())
        .isInstanceOf(FlywayException.class);
  }

  @Test
  void either_a_file_or_a_url_is_given() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DatabaseConfiguration(null, null, null, null, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseConfiguration.at("jdbc:oracle:thin:x", "u", new Secret("p")));
    assertThat(DatabaseConfiguration.at("jdbc:postgresql://db/ice", "u", new Secret("p")))
        .asString()
        .doesNotContain("=p,");
  }
}
