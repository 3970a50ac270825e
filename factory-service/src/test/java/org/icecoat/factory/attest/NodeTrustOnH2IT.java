package org.icecoat.factory.attest;

import org.icecoat.service.database.DatabaseConfiguration;

class NodeTrustOnH2IT extends NodeTrustContract {
  @Override
  DatabaseConfiguration emptyDatabase() {
    return onH2();
  }
}
