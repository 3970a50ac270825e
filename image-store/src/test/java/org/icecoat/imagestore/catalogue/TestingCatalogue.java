package org.icecoat.imagestore.catalogue;

import java.util.concurrent.atomic.AtomicInteger;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;

/** Empty catalogues in memory. */
public final class TestingCatalogue {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestingCatalogue() {}

  public static Database inMemory() {
    return Database.open(
        DatabaseConfiguration.at("jdbc:h2:mem:catalogue" + COUNT.incrementAndGet(), null, null),
        "db/imagestore");
  }
}
