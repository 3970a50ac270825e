package org.icecoat.service.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.icecoat.service.configuration.Secret;
import org.icecoat.service.database.DatabaseConfiguration;

/** Debian's PostgreSQL 15 with files and a socket in a folder that ends with it. */
final class PostgresServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Secret NO_PASSWORD = new Secret("unused");
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final int ATTEMPTS = 600;

  private final KeptProcess process;

  private PostgresServer(KeptProcess process) {
    this.process = process;
  }

  /** Starts one, which takes about two seconds. */
  static PostgresServer start() {
    String script = KeptProcess.script(PostgresServer.class, "postgres.sh");
    PostgresServer server = new PostgresServer(KeptProcess.start(script, List.of()));
    server.awaitAnswer();
    return server;
  }

  private void awaitAnswer() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        connect().close();
        return;
      } catch (SQLException early) {
        process.ended(INTERVAL);
      }
    }
    String printed = process.printed();
    close();
    throw new IllegalStateException("PostgreSQL did not start: " + printed);
  }

  /** A database of that name with nothing in it; one that was there is gone. */
  DatabaseConfiguration emptyDatabase(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
      statement.execute("create database " + name);
    }
    return DatabaseConfiguration.at(url(name), USER, NO_PASSWORD);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url(USER), USER, NO_PASSWORD.reveal());
  }

  private String url(String database) {
    return "jdbc:postgresql:///%s?sslmode=disable&gssEncMode=disable&socketFactory=%s&socketFactoryArg=%s"
        .formatted(
            database, UnixSocketFactory.class.getName(), process.folder().resolve(".s.PGSQL.5432"));
  }

  @Override
  public void close() {
    process.close();
  }
}
