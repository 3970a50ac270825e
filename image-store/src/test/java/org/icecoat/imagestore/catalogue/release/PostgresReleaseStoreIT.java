package org.icecoat.imagestore.catalogue.release;

import org.icecoat.service.database.Database;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresReleaseStoreIT extends ReleaseStoreContract {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();

  @Override
  Database open() throws Exception {
    return Database.open(POSTGRES.emptyDatabase("catalogue"), "db/imagestore");
  }
}
