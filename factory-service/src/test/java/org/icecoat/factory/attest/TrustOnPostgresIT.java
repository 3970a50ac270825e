package org.icecoat.factory.attest;

import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class TrustOnPostgresIT {
  private static TestingPostgres postgres;
  private static int made;

  @BeforeAll
  static void start() throws Exception {
    postgres = TestingPostgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  private static DatabaseConfiguration fresh() throws Exception {
    made++;
    return postgres.emptyDatabase("trust" + made);
  }

  @Nested
  class Nodes extends NodeTrustContract {
    @Override
    DatabaseConfiguration emptyDatabase() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Policies extends PolicyFolderContract {
    @Override
    DatabaseConfiguration emptyDatabase() throws Exception {
      return fresh();
    }
  }
}
