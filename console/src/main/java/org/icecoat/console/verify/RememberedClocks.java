package org.icecoat.console.verify;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.TpmName;

/**
 * The clocks of the TPMs that were verified here, by the names of their attestation keys, in the
 * user's folder of states: a line each, the one that was seen last at the end.
 */
final class RememberedClocks {
  /** So many TPMs are remembered. */
  static final int MOST = 10_000;

  private static final Comparator<ClockReading> AGE =
      Comparator.comparingLong(ClockReading::resetCount)
          .thenComparingLong(ClockReading::restartCount)
          .thenComparing(ClockReading::millis, Long::compareUnsigned);

  private final Path file;
  private final Map<String, ClockReading> known;

  /**
   * Reads what is remembered now, before anything is asked: what others learn meanwhile is later.
   *
   * @throws ConsoleException USAGE, if the file was changed
   */
  RememberedClocks(Path folder) {
    this.file = folder.resolve("tpm-clocks");
    this.known = read();
  }

  /** Its clock when it was verified here last. */
  Optional<ClockReading> find(TpmName key) {
    return Optional.ofNullable(known.get(id(key)));
  }

  /** Keeps a verified reading, unless a later one is kept already. */
  void keep(TpmName key, ClockReading reading) {
    try {
      Files.createDirectories(file.getParent());
      Path lock = file.resolveSibling("tpm-clocks.lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        var unused = channel.lock();
        write(key, reading);
      }
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "The TPM's clock cannot be kept in " + file.getParent(), e);
    }
  }

  private void write(TpmName key, ClockReading reading) throws IOException {
    Map<String, ClockReading> all = read();
    ClockReading other = all.remove(id(key));
    all.put(id(key), other != null && AGE.compare(other, reading) > 0 ? other : reading);
    List<String> lines =
        all.entrySet().stream()
            .skip(Math.max(0, all.size() - MOST))
            .map(each -> line(each.getKey(), each.getValue()))
            .toList();
    Path part = Files.createTempFile(file.getParent(), "tpm-clocks-", ".part");
    Files.write(part, lines);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Map<String, ClockReading> read() {
    Map<String, ClockReading> all = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 5 || !parts[0].matches("[0-9a-f]{4,132}")) {
          throw new IllegalArgumentException("A line that is none of ours");
        }
        all.put(
            parts[0],
            new ClockReading(
                Long.parseUnsignedLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Boolean.parseBoolean(parts[4])));
      }
    } catch (NoSuchFileException e) {
      return all;
    } catch (IOException | IllegalArgumentException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          file
              + " cannot be read or was changed, so what is remembered of TPMs is lost; remove it"
              + " if you know why",
          e);
    }
    return all;
  }

  private static String line(String id, ClockReading reading) {
    return "%s %s %d %d %s"
        .formatted(
            id,
            Long.toUnsignedString(reading.millis()),
            reading.resetCount(),
            reading.restartCount(),
            reading.safe());
  }

  private static String id(TpmName key) {
    return HexFormat.of().formatHex(key.value().bytes());
  }
}
