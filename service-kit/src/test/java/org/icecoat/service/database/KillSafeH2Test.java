package org.icecoat.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the file at any moment is what a kill at that moment leaves. */
class KillSafeH2Test {
  private static final int KILLS = 60;
  private static final int MOST_COMMITS_BETWEEN = 30;

  @TempDir Path folder;
  private final Random random = new Random(5);
  private final Set<UUID> committed = new HashSet<>();
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(DatabaseConfiguration.inFile(folder.resolve("rows")), "db/testing");
    database.jdbi().useHandle(h -> h.execute("set retention_time 0"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whenever_it_is_killed_all_that_was_committed_is_there() throws IOException {
    for (int kill = 0; kill < KILLS; kill++) {
      commitSome();
      assertThat(afterKill(kill)).containsAll(committed);
    }
  }

  @Test
  void the_space_that_was_left_is_won_back_and_nothing_is_lost_by_it()
      throws IOException, SQLException {
    for (int kill = 0; kill < KILLS / 4; kill++) {
      commitSome();
      commitSome();
      try (Connection connection = database.dataSource().getConnection()) {
        long before = KillSafeH2.fileBytes(connection);
        KillSafeH2.reclaim(connection, 30_000);
        assertThat(KillSafeH2.fileBytes(connection)).isLessThan(before);
      }
      assertThat(afterKill(kill)).containsAll(committed);
      commitSome();
      assertThat(afterKill(kill)).containsAll(committed);
    }
  }

  @Test
  void a_database_in_memory_has_no_file_to_look_after() throws SQLException {
    try (Database memory =
            Database.open(
                DatabaseConfiguration.at("jdbc:h2:mem:killsafe", null, null), "db/testing");
        Connection connection = memory.dataSource().getConnection()) {
      assertThat(KillSafeH2.fileBytes(connection)).isZero();
    }
  }

  private void commitSome() {
    for (int left = 1 + random.nextInt(MOST_COMMITS_BETWEEN); left > 0; left--) {
      UUID id = UUID.randomUUID();
      String name = "x".repeat(1 + random.nextInt(60));
      database
          .jdbi()
          .useTransaction(
              h -> {
                h.execute("insert into example (id, name) values (?, ?)", id, name);
                h.execute("update example set name = ? where id < ?", name, id);
              });
      committed.add(id);
    }
  }

  private Set<UUID> afterKill(int kill) throws IOException {
    Path copy = folder.resolve("copy-" + kill + "-" + committed.size());
    Files.copy(folder.resolve("rows.mv.db"), Path.of(copy + ".mv.db"));
    try (Database left = Database.open(DatabaseConfiguration.inFile(copy), "db/testing")) {
      return left.jdbi()
          .withHandle(h -> h.createQuery("select id from example").mapTo(UUID.class).set());
    }
  }
}
