package org.icecoat.factory.standing;

import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeptEvidenceOnPostgresIT extends KeptEvidenceContract {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();
  private static int made;

  @Override
  DatabaseConfiguration emptyDatabase() throws Exception {
    made++;
    return POSTGRES.emptyDatabase("evidence" + made);
  }
}
