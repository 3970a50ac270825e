package org.icecoat.factory.standing;

import java.nio.file.Path;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.io.TempDir;

class KeptEvidenceOnH2Test extends KeptEvidenceContract {
  @TempDir Path folder;

  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }
}
