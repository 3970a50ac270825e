package org.icecoat.plugin.receipt;

import java.io.IOException;
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

/** The node's parts of receipts of VMs that are gone, a file each, for thirty days. */
public final class ReceiptFolder {
  private static final Duration KEPT = Duration.ofDays(30);

  private final Path folder;
  private final Clock clock;

  /** The folder is made if it is not there. */
  public ReceiptFolder(Path folder, Clock clock) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.clock = clock;
  }

  void keep(Placement placement, Octets signed) {
    try {
      forgetOld();
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

  private void forgetOld() throws IOException {
    Instant old = clock.instant().minus(KEPT);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
          Files.deleteIfExists(file);
        }
      }
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
