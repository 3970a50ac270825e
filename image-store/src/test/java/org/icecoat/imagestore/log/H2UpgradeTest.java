package org.icecoat.imagestore.log;

import java.nio.file.Path;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.io.TempDir;

class H2UpgradeTest extends UpgradeContract {
  @TempDir Path folder;

  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("catalogue"));
  }
}
