package org.icecoat.service.testing;

import java.sql.SQLException;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives a test class PostgreSQL 15 on a socket of the tests' own: {@code @RegisterExtension static
 * final TestingPostgres POSTGRES = new TestingPostgres();}. All classes of a run share one server,
 * started for the first of them and gone when the run ends, or if it is killed.
 */
public final class TestingPostgres implements BeforeAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(TestingPostgres.class);

  private PostgresServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                PostgresServer.class, key -> PostgresServer.start(), PostgresServer.class);
  }

  /** A database that is empty, made anew. */
  public DatabaseConfiguration emptyDatabase(String name) throws SQLException {
    return server.emptyDatabase(name);
  }
}
