package org.icecoat.imagestore.catalogue.release;

import org.icecoat.imagestore.catalogue.TestingCatalogue;
import org.icecoat.service.database.Database;

class H2ReleaseStoreTest extends ReleaseStoreContract {
  @Override
  Database open() {
    return TestingCatalogue.inMemory();
  }
}
