package org.icecoat.service.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A service's open database: migrated, pooled, to be closed at the end. */
public final class Database implements AutoCloseable {
  private final HikariDataSource dataSource;
  private final Jdbi jdbi;
  private final Dialect dialect;
  private final Optional<FileUpkeep> upkeep;

  private Database(HikariDataSource dataSource, Dialect dialect) {
    this.dataSource = dataSource;
    this.jdbi = Jdbi.create(dataSource);
    this.dialect = dialect;
    this.upkeep =
        dialect == Dialect.H2 ? Optional.of(FileUpkeep.start(dataSource)) : Optional.empty();
  }

  /**
   * Opens the database and brings its schema up to date.
   *
   * @param migrations the folder of the class path with the Flyway scripts, such as {@code
   *     db/factory}; one set of scripts serves both dialects
   */
  public static Database open(DatabaseConfiguration configuration, String migrations) {
    HikariConfig pool = pool(configuration);
    HikariDataSource dataSource =
        configuration.dialect() == Dialect.H2 ? new KillSafeH2(pool) : new HikariDataSource(pool);
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

  /** Closes the pool; with its last connection H2 writes everything out and lets go of the file. */
  @Override
  public void close() {
    upkeep.ifPresent(FileUpkeep::close);
    dataSource.close();
  }
}
