package org.icecoat.factory.store;

import java.nio.file.Path;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class StoresOnH2Test {
  @TempDir Path folder;

  private DatabaseConfiguration fresh() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }

  @Nested
  class OfTpms extends NodeTpmContract {
    @Override
    DatabaseConfiguration emptyDatabase() {
      return fresh();
    }
  }

  @Nested
  class OfTheStoresLog extends StoreLogMemoryContract {
    @Override
    DatabaseConfiguration emptyDatabase() {
      return fresh();
    }
  }
}
