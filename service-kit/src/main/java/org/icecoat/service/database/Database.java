package org.icecoat.service.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.icecoat.service.configuration.ConfigurationException;
import org.jdbi.v3.core.Jdbi;

/** A service's open database: migrated, pooled, to be closed at the end. */
public final class Database implements AutoCloseable {
  private static final Set<MigrationState> NEWER =
      EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);
  private static final Duration FAREWELL = Duration.ofSeconds(30);

  private final DatabaseConfiguration configuration;
  private final HikariDataSource dataSource;
  private final Jdbi jdbi;
  private final Dialect dialect;
  private final Optional<FileUpkeep> upkeep;
  private final List<NameClaim> claims = new ArrayList<>();

  private Database(DatabaseConfiguration configuration, HikariDataSource dataSource) {
    this.configuration = configuration;
    this.dataSource = dataSource;
    this.jdbi = Jdbi.create(dataSource);
    this.dialect = configuration.dialect();
    this.upkeep =
        dialect == Dialect.H2 ? Optional.of(FileUpkeep.start(dataSource)) : Optional.empty();
  }

  /**
   * Opens the database and brings its schema up to date.
   *
   * @param migrations the folder of the class path with the Flyway scripts, such as {@code
   *     db/factory}; one set of scripts serves both dialects
   * @throws ConfigurationException if a newer version of the program has changed the schema:
   *     nothing is touched then
   */
  public static Database open(DatabaseConfiguration configuration, String migrations) {
    HikariConfig pool = pool(configuration);
    HikariDataSource dataSource =
        configuration.dialect() == Dialect.H2 ? new KillSafeH2(pool) : new HikariDataSource(pool);
    try {
      migrate(dataSource, migrations);
    } catch (RuntimeException e) {
      dataSource.close();
      throw e;
    }
    return new Database(configuration, dataSource);
  }

  /**
   * Sees to it that no other process of this name works on the database, as long as this one is
   * open. A file of H2 belongs to one process anyhow.
   *
   * @throws ConfigurationException if another one does, and does not end within half a minute
   */
  public void claim(String name) {
    claim(name, FAREWELL);
  }

  void claim(String name, Duration patience) {
    if (dialect == Dialect.POSTGRESQL) {
      claims.add(NameClaim.of(configuration, name, patience));
    }
  }

  private static void migrate(DataSource dataSource, String migrations) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:" + migrations)
            .failOnMissingLocations(true)
            .load();
    refuseNewer(flyway.info());
    flyway.migrate();
  }

  /** Flyway itself would go on, and rows that nobody here understands would be misread. */
  private static void refuseNewer(MigrationInfoService schema) {
    List<String> applied = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (MigrationInfo migration : schema.all()) {
      boolean newer = NEWER.contains(migration.getState());
      (newer ? applied : known).add(migration.getVersion().getVersion());
    }
    if (!applied.isEmpty()) {
      throw new ConfigurationException(
          "database: its schema is of version %s, made by a newer Icecoat; this one knows version %s. Nothing was changed. Run the newer Icecoat, or restore the copy of the database from before the upgrade."
              .formatted(last(applied), last(known)));
    }
  }

  private static String last(List<String> versions) {
    return versions.isEmpty() ? "none" : versions.get(versions.size() - 1);
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

  /** Has what happens in the pool told to somebody. */
  public void track(MetricsTrackerFactory tracking) {
    dataSource.setMetricsTrackerFactory(tracking);
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Closes the pool; with its last connection H2 writes everything out and lets go of the file. */
  @Override
  public void close() {
    upkeep.ifPresent(FileUpkeep::close);
    dataSource.close();
    claims.forEach(NameClaim::close);
  }
}
