package org.icecoat.service.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service's open database: migrated, pooled, to be closed at the end. */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final HikariDataSource dataSource;
  private final Jdbi jdbi;
  private final Dialect dialect;

  private Database(HikariDataSource dataSource, Dialect dialect) {
    this.dataSource = dataSource;
    this.jdbi = Jdbi.create(dataSource);
    this.dialect = dialect;
  }

  /**
   * Opens the database and brings its schema up to date.
   *
   * @param migrations the folder of the class path with the Flyway scripts, such as {@code
   *     db/factory}; one set of scripts serves both dialects
   */
  public static Database open(DatabaseConfiguration configuration, String migrations) {
    HikariDataSource dataSource = new HikariDataSource(pool(configuration));
    try {
      Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:" + migrations)
          .failOnMissingLocations(true)
          .load()
          .migrate();
    } catch (RuntimeException e) {
      dataSource.close();
      throw e;
    }
    return new Database(dataSource, configuration.dialect());
  }

  private static HikariConfig pool(DatabaseConfiguration configuration) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(configuration.jdbcUrl());
    if (configuration.user() != null) {
      pool.setUsername(configuration.user());
    }
    if (configuration.password() != null) {
      pool.setPassword(configuration.password().reveal());
    }
    pool.setMaximumPoolSize(configuration.connections());
    pool.setConnectionTimeout(configuration.connectTimeout().toMillis());
    pool.setPoolName("icecoat");
    return pool;
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public DataSource dataSource() {
    return dataSource;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Closes the pool; H2 writes everything out first. */
  @Override
  public void close() {
    if (dialect == Dialect.H2) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("SHUTDOWN");
      } catch (SQLException e) {
        LOG.warn("The database did not shut down cleanly; it recovers at the next start", e);
      }
    }
    dataSource.close();
  }
}
