package org.icecoat.service.database;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.service.configuration.Secret;

/**
 * Where a service keeps its rows.
 *
 * @param file the H2 database file, without its ending; used unless there is a url
 * @param url a JDBC URL, {@code jdbc:postgresql:…} or {@code jdbc:h2:…}
 * @param user the database's user; none for H2
 * @param password its password
 * @param connections the most connections that the service holds; 8 by default
 * @param connectTimeout how long a request waits for a connection; 10 seconds by default
 */
public record DatabaseConfiguration(
    Path file,
    String url,
    String user,
    Secret password,
    Integer connections,
    Duration connectTimeout) {
  private static final int DEFAULT_CONNECTIONS = 8;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  public DatabaseConfiguration {
    if ((file == null) == (url == null)) {
      throw new IllegalArgumentException("give either file or url");
    }
    if (url != null && !url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("url must start with jdbc:postgresql: or jdbc:h2:");
    }
    connections = connections == null ? DEFAULT_CONNECTIONS : connections;
    if (connections < 2 || connections > 256) {
      throw new IllegalArgumentException("connections must be 2 to 256");
    }
    connectTimeout = connectTimeout == null ? DEFAULT_TIMEOUT : connectTimeout;
  }

  /** An H2 database in a file of its own. */
  public static DatabaseConfiguration inFile(Path file) {
    return new DatabaseConfiguration(file, null, null, null, null, null);
  }

  /** Any database by its URL. */
  public static DatabaseConfiguration at(String url, String user, Secret password) {
    return new DatabaseConfiguration(null, url, user, password, null, null);
  }

  Dialect dialect() {
    return url != null && url.startsWith("jdbc:postgresql:") ? Dialect.POSTGRESQL : Dialect.H2;
  }

  /**
   * The URL to connect to; H2 is always put into its PostgreSQL mode. It writes each commit out
   * before the commit returns (by itself it takes half a second, and a kill then loses what clients
   * were told is done).
   */
  String jdbcUrl() {
    if (dialect() == Dialect.POSTGRESQL) {
      return url;
    }
    String base = url == null ? "jdbc:h2:file:" + file.toAbsolutePath() : url;
    return base
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
  }
}
