package org.icecoat.factory;

import java.nio.file.Path;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.io.TempDir;

class UpgradeOnH2Test extends UpgradeContract {
  @TempDir Path folder;

  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }
}
