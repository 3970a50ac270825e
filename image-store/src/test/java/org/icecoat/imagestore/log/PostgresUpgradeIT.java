package org.icecoat.imagestore.log;

import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresUpgradeIT extends UpgradeContract {
  private static TestingPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = TestingPostgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @Override
  DatabaseConfiguration emptyDatabase() throws Exception {
    return postgres.emptyDatabase("upgrade");
  }
}
