package org.icecoat.plugin.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.record.DurableFile;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.log.RememberedHead;

/** The last head of a store's log, in a file named by the log. */
public final class RememberedLog implements LogWitness.Memory {
  private final Path file;
  private Optional<RememberedHead> last;

  /**
   * Reads what an earlier process remembered.
   *
   * @throws IOException if the file is there and cannot be read, or is not as it was written
   */
  public RememberedLog(Path folder, Sha256 log) throws IOException {
    this.file = folder.resolve("store-log-" + log.hex());
    this.last = Files.exists(file) ? Optional.of(read(log)) : Optional.empty();
  }

  private RememberedHead read(Sha256 log) throws IOException {
    try {
      RememberedHead head = RememberedHead.decode(Files.readAllBytes(file));
      if (head.log().equals(log)) {
        return head;
      }
      throw new IOException(file + " holds a head of another log");
    } catch (TrustException e) {
      throw new IOException(
          file + " was changed, so what was remembered of the store's log is lost", e);
    }
  }

  @Override
  public synchronized Optional<RememberedHead> last() {
    return last;
  }

  @Override
  public synchronized boolean replace(Optional<RememberedHead> before, RememberedHead now) {
    if (!same(before, last)) {
      return false;
    }
    try {
      DurableFile.write(file, now.encoded());
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "The node cannot remember the store's log", e);
    }
    last = Optional.of(now);
    return true;
  }

  private static boolean same(Optional<RememberedHead> one, Optional<RememberedHead> other) {
    return one.isPresent() == other.isPresent()
        && (one.isEmpty() || Arrays.equals(one.get().encoded(), other.get().encoded()));
  }
}
