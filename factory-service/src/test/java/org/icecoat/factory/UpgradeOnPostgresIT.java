package org.icecoat.factory;

import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpgradeOnPostgresIT extends UpgradeContract {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();

  @Override
  DatabaseConfiguration emptyDatabase() throws Exception {
    return POSTGRES.emptyDatabase("upgrade");
  }
}
