package org.icecoat.imagestore.catalogue;

import org.icecoat.service.database.Database;

class H2CatalogueStoreTest extends CatalogueStoreContract {
  @Override
  Database open() {
    return TestingCatalogue.inMemory();
  }
}
