package org.icecoat.factory.store;

import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoresOnPostgresIT {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();
  private static int made;

  private static DatabaseConfiguration fresh() throws Exception {
    made++;
    return POSTGRES.emptyDatabase("stores" + made);
  }

  @Nested
  class OfTpms extends NodeTpmContract {
    @Override
    DatabaseConfiguration emptyDatabase() throws Exception {
      return fresh();
    }
  }

  @Nested
  class OfTheStoresLog extends StoreLogMemoryContract {
    @Override
    DatabaseConfiguration emptyDatabase() throws Exception {
      return fresh();
    }
  }
}
