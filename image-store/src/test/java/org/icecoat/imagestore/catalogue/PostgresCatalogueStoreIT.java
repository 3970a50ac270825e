package org.icecoat.imagestore.catalogue;

import org.icecoat.service.database.Database;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresCatalogueStoreIT extends CatalogueStoreContract {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();

  @Override
  Database open() throws Exception {
    return Database.open(POSTGRES.emptyDatabase("catalogue"), "db/imagestore");
  }
}
