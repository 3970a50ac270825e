package org.icecoat.console.proof;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Optional;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.terminal.Surroundings.Place;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.RememberedHead;

/**
 * The last head of each log that was found right, in the user's folder of states. For any number of
 * processes.
 */
final class RememberedHeads {
  private final Path folder;

  RememberedHeads(Place place) {
    folder = place.states();
  }

  /**
   * What is remembered of this log.
   *
   * @throws ConsoleException USAGE, if the file was changed
   */
  Optional<RememberedHead> find(Sha256 log) {
    Path file = file(log);
    try {
      byte[] encoded = Base64.getDecoder().decode(Files.readString(file).strip());
      RememberedHead head = RememberedHead.decode(encoded);
      if (!head.log().equals(log)) {
        throw new IllegalArgumentException("A head of another log");
      }
      return Optional.of(head);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException | TrustException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          file
              + " cannot be read or was changed, so what is remembered of the log is lost; remove it"
              + " if you know why",
          e);
    }
  }

  /**
   * Remembers a head in the place of another.
   *
   * @return false, with nothing changed, if somebody has remembered one in between
   */
  boolean replace(Optional<RememberedHead> before, RememberedHead now) {
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              folder.resolve("logs.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        var unused = channel.lock();
        boolean same = text(find(now.log())).equals(text(before));
        if (same) {
          write(now);
        }
        return same;
      }
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "What was found of the log cannot be kept in " + folder, e);
    }
  }

  private void write(RememberedHead head) throws IOException {
    Path part = Files.createTempFile(folder, "log-", ".part");
    Files.writeString(part, text(Optional.of(head)), StandardCharsets.US_ASCII);
    Files.move(part, file(head.log()), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String text(Optional<RememberedHead> head) {
    return head.map(known -> Base64.getEncoder().encodeToString(known.encoded())).orElse("");
  }

  private Path file(Sha256 log) {
    return folder.resolve("log-" + log.hex());
  }
}
