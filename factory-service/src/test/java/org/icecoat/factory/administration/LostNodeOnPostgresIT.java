package org.icecoat.factory.administration;

import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.extension.RegisterExtension;

class LostNodeOnPostgresIT extends LostNodeContract {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();
  private static int made;

  @Override
  DatabaseConfiguration emptyDatabase() throws Exception {
    made++;
    return POSTGRES.emptyDatabase("lost" + made);
  }
}
