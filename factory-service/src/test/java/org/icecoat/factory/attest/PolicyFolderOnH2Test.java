package org.icecoat.factory.attest;

import org.icecoat.service.database.DatabaseConfiguration;

class PolicyFolderOnH2Test extends PolicyFolderContract {
  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }
}
