package org.icecoat.imagestore.log;

import org.icecoat.service.database.Database;
import org.icecoat.service.testing.TestingPostgres;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresImageLogIT extends ImageLogContract {
  @RegisterExtension static final TestingPostgres POSTGRES = new TestingPostgres();

  @Override
  Database open() throws Exception {
    return Database.open(POSTGRES.emptyDatabase("catalogue"), "db/imagestore");
  }
}
