package org.icecoat.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import org.flywaydb.core.api.FlywayException;
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
