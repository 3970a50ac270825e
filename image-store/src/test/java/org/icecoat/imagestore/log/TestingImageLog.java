package org.icecoat.imagestore.log;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.LogStore;
import org.icecoat.imagestore.signer.HeadSigner;
import org.icecoat.imagestore.signer.TestingSigner;
import org.icecoat.service.database.Database;

/** Logs over a database, checked once as a start does. */
public final class TestingImageLog {
  public static final Instant NOON = Instant.parse("2026-11-02T12:00:00.123456Z");

  private TestingImageLog() {}

  public static ImageLog over(Database database) {
    return over(database, new TestingSigner());
  }

  public static ImageLog over(Database database, HeadSigner signer) {
    ImageLog log =
        new ImageLog(
            new LogStore(database.jdbi()),
            new CatalogueStore(database.jdbi()),
            signer,
            Clock.fixed(NOON, ZoneOffset.UTC));
    log.check();
    return log;
  }
}
