package org.icecoat.service.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** Databases as earlier versions of a service left them. */
public final class TestingOldDatabase {
  private TestingOldDatabase() {}

  /**
   * Makes the tables of an earlier version and fills them.
   *
   * @param configuration an empty database
   * @param migrations the folder of the class path with the Flyway scripts
   * @param version the last of them that the earlier version knew
   * @param rows a file of the class path with statements, each ending with ; and a line break
   */
  public static void make(
      DatabaseConfiguration configuration, String migrations, String version, String rows)
      throws SQLException, IOException {
    String password = configuration.password() == null ? null : configuration.password().reveal();
    Flyway.configure()
        .dataSource(configuration.jdbcUrl(), configuration.user(), password)
        .locations("classpath:" + migrations)
        .target(version)
        .load()
        .migrate();
    try (Connection connection =
            DriverManager.getConnection(configuration.jdbcUrl(), configuration.user(), password);
        Statement statement = connection.createStatement()) {
      for (String each : text(rows).split(";\n", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  private static String text(String file) throws IOException {
    try (InputStream in = TestingOldDatabase.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
