package org.icecoat.factory.standing;

import java.nio.file.Path;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.io.TempDir;

class TrustLossOnH2Test extends TrustLossContract {
  @TempDir Path folder;

  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }
}
