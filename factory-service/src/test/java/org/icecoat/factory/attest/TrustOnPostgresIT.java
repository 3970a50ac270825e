package org.icecoat.factory.attest;

import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrustOnPostgresIT {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();
  private static int made;

  private static DatabaseConfiguration fresh() throws Exception {
    made++;
    return POSTGRES.emptyDatabase("trust" + made);
  }

  @Nested
  class Nodes extends NodeTrustContract {
    @Override
    DatabaseConfiguration emptyDatabase() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Policies extends PolicyFolderContract {
    @Override
    DatabaseConfiguration emptyDatabase() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Files extends ListedFilesContract {
    @Override
    DatabaseConfiguration emptyDatabase() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Upgrade extends KnownFilesUpgradeContract {
    @Override
    DatabaseConfiguration emptyDatabase() throws Exception {
      return fresh();
    }
  }
}
