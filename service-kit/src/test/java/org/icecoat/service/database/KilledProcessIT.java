package org.icecoat.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed is there after the process has died without a word. */
class KilledProcessIT {
  private static final int KILLED = 137;

  @TempDir Path folder;

  @Test
  void what_was_committed_outlives_a_kill_that_comes_at_once()
      throws IOException, InterruptedException {
    UUID id = UUID.randomUUID();
    DatabaseConfiguration configuration = DatabaseConfiguration.inFile(folder.resolve("rows"));

    assertThat(commitAndDie(id)).isEqualTo(KILLED);

    try (Database database = Database.open(configuration, "db/testing")) {
      assertThat(names(database, id)).containsExactly("one");
    }
  }

  private static List<String> names(Database database, UUID id) {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery("select name from example where id = ?")
                    .bind(0, id)
                    .mapTo(String.class)
                    .list());
  }

  private int commitAndDie(UUID id) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Committer.class.getName(),
                folder.resolve("rows").toString(),
                id.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** Another process: commits a row and dies by its own hand, without any clean-up. */
  static final class Committer {
    private Committer() {}

    public static void main(String[] arguments) {
      DatabaseConfiguration configuration = DatabaseConfiguration.inFile(Path.of(arguments[0]));
      Database.open(configuration, "db/testing")
          .jdbi()
          .useTransaction(
              h ->
                  h.execute(
                      "insert into example (id, name) values (?, ?)",
                      UUID.fromString(arguments[1]),
                      "one"));
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
