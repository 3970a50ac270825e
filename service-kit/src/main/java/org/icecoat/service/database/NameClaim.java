package org.icecoat.service.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.icecoat.service.configuration.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A name that a process has for itself among all that work on one PostgreSQL: a session's advisory
 * lock, which ends with the process however that ends. It is looked at when the process starts; one
 * that loses its connection later loses the name with it.
 */
final class NameClaim implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NameClaim.class);

  /** PostgreSQL's lock_not_available. */
  private static final String TAKEN = "55P03";

  /** A host that vanished is given up after 25 seconds; over a local socket this says nothing. */
  private static final String NOTICES_A_VANISHED_HOST =
      "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

  private final Connection connection;

  private NameClaim(Connection connection) {
    this.connection = connection;
  }

  /**
   * Claims the name.
   *
   * @param patience how long to wait for one who is just ending
   * @throws ConfigurationException if another process has it
   */
  static NameClaim of(DatabaseConfiguration database, String name, Duration patience) {
    try {
      Connection connection =
          DriverManager.getConnection(
              database.jdbcUrl(),
              database.user(),
              database.password() == null ? null : database.password().reveal());
      try {
        claim(connection, name, patience);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new NameClaim(connection);
    } catch (SQLException e) {
      throw refused(name, e);
    }
  }

  private static void claim(Connection connection, String name, Duration patience)
      throws SQLException {
    try (Statement settings = connection.createStatement();
        PreparedStatement lock =
            connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
      settings.execute(NOTICES_A_VANISHED_HOST);
      settings.execute("set lock_timeout = " + patience.toMillis());
      lock.setString(1, "icecoat " + name);
      lock.execute();
    }
  }

  private static ConfigurationException refused(String name, SQLException e) {
    LOG.debug("The name {} cannot be claimed", name, e);
    return new ConfigurationException(
        TAKEN.equals(e.getSQLState())
            ? "name: another process that is called '%s' works on this database, and each would take the other's work for its own. Give each a name, or end the other one."
                .formatted(name)
            : "database: the name '%s' cannot be claimed: %s".formatted(name, e.getMessage()));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("The connection that held the name is closed already", e);
    }
  }
}
