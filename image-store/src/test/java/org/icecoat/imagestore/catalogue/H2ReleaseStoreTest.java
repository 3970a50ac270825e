package org.icecoat.imagestore.catalogue;

import org.icecoat.service.database.Database;

class H2ReleaseStoreTest extends ReleaseStoreContract {
  @Override
  Database open() {
    return TestingCatalogue.inMemory();
  }
}
