package org.icecoat.imagestore.catalogue;

import org.icecoat.service.database.Database;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresReleaseStoreIT extends ReleaseStoreContract {
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
  Database open() throws Exception {
    return Database.open(postgres.emptyDatabase("catalogue"), "db/imagestore");
  }
}
