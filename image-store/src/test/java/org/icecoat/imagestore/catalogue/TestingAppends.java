package org.icecoat.imagestore.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.service.database.Database;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.testing.TestingLog;

/** Appends to a log whose content does not matter. */
final class TestingAppends {
  private final TestingLog log = new TestingLog();
  private final AtomicLong counter = new AtomicLong();

  TestingAppends(Database database) {
    new LogStore(database.jdbi()).begin(log.key().id(), new Append(0, List.of(), head(0)));
  }

  RegisteredImage add(CatalogueStore catalogue, RegisteredImage image) {
    return catalogue.add(
        image,
        next(LogEntry.registration(image.manifest(), image.registeredAt(), image.registeredBy())));
  }

  Optional<RegisteredImage> retire(
      CatalogueStore catalogue, ImageId id, RegisteredImage.Retirement end) {
    return catalogue.retire(
        id,
        end,
        next(LogEntry.registration(TestingImages.kernel(), Instant.EPOCH, Dn.parse("CN=X"))));
  }

  Append next(LogEntry entry) {
    long position = counter.incrementAndGet();
    return new Append(position, List.of(entry), head(position));
  }

  private SignedTreeHead head(long value) {
    TreeHead head = log.head(value, TestingImages.digest('e'), value);
    return new SignedTreeHead(head, log.signature(head.intendedBytes(OptionalLong.empty())));
  }
}
