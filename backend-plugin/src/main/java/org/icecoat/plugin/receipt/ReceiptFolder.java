package org.icecoat.plugin.receipt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.record.DurableFile;
import org.icecoat.trust.structure.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's parts of receipts of VMs that are gone, a file each, for thirty days. */
public final class ReceiptFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptFolder.class);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);

  private final Path folder;
  private final Clock clock;
  private Instant looked = Instant.EPOCH;

  /** The folder is made if it is not there. */
  public ReceiptFolder(Path folder, Clock clock) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.clock = clock;
  }

  void keep(Placement placement, Octets signed) {
    forgetOld();
    try {
      DurableFile.write(file(placement), signed.bytes());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  Optional<Octets> find(Placement placement) {
    try {
      return Optional.of(Octets.of(Files.readAllBytes(file(placement))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** What cannot be forgotten now waits for the next look: it must not cost a receipt. */
  private void forgetOld() {
    Instant now = clock.instant();
    if (!isTimeToLook(now)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> forget(file, now.minus(KEPT)));
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Old receipts cannot be looked for", e);
    }
  }

  /** Also where the clock was put back. */
  private synchronized boolean isTimeToLook(Instant now) {
    if (Duration.between(looked, now).abs().compareTo(BETWEEN_LOOKS) < 0) {
      return false;
    }
    looked = now;
    return true;
  }

  /** Other VMs go meanwhile, and their files come and get their names. */
  private static void forget(Path file, Instant old) {
    try {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.info("{} is not forgotten now: {}", file.getFileName(), e.toString());
    }
  }

  private Path file(Placement placement) {
    return folder.resolve(placement.id() + "-" + placement.epoch() + ".pem");
  }

  private static PluginException failed(IOException e) {
    return new PluginException(
        PluginFault.STORAGE_FAILED, "The node cannot keep a receipt: is its disk full?", e);
  }
}
