package org.icecoat.imagestore.log;

import org.icecoat.imagestore.catalogue.TestingCatalogue;
import org.icecoat.service.database.Database;

class H2ImageLogTest extends ImageLogContract {
  @Override
  Database open() {
    return TestingCatalogue.inMemory();
  }
}
