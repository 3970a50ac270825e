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
import java.util.function.Consumer;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.TpmName;

/**
 * The clocks of the TPMs that were verified here, by the names of their attestation keys, in the
 * user's folder of states: a line each, the one that was seen last at the end. A TPM that showed an
 * old state is marked, and stays so until the user takes its line out.
 */
final class RememberedClocks {
  /** So many TPMs are remembered. */
  static final int MOST = 10_000;

  private static final String MARK = "restored";

  /** Parts of a line with a mark. */
  private static final int LONGEST = 6;

  private static final int SHOWN = 16;
  private static final Comparator<ClockReading> AGE =
      Comparator.comparingLong(ClockReading::resetCount)
          .thenComparingLong(ClockReading::restartCount)
          .thenComparing(ClockReading::millis, Long::compareUnsigned);

  private final Path file;
  private final Map<String, Seen> known;

  /** What was seen of a TPM. */
  private record Seen(ClockReading last, boolean restored) {
    Seen later(ClockReading reading) {
      return new Seen(AGE.compare(last, reading) > 0 ? last : reading, restored);
    }
  }

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
    return Optional.ofNullable(known.get(id(key))).map(Seen::last);
  }

  /** What the user has to know of a TPM that showed an old state here; empty if it never did. */
  Optional<String> alarm(TpmName key) {
    return Optional.ofNullable(known.get(id(key)))
        .filter(Seen::restored)
        .map(
            seen ->
                "this TPM has shown an old state here; once you know why, take the line %s… out of %s"
                    .formatted(id(key).substring(0, SHOWN), file));
  }

  /** Marks a TPM, if it is known, as one that showed an old state. */
  void restored(TpmName key) {
    changed(all -> all.computeIfPresent(id(key), (id, seen) -> new Seen(seen.last(), true)));
  }

  /** Keeps a verified reading, unless a later one is kept already. */
  void keep(TpmName key, ClockReading reading) {
    changed(
        all -> {
          Seen seen = all.remove(id(key));
          all.put(id(key), seen == null ? new Seen(reading, false) : seen.later(reading));
        });
  }

  private void changed(Consumer<Map<String, Seen>> change) {
    try {
      Files.createDirectories(file.getParent());
      Path lock = file.resolveSibling("tpm-clocks.lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        var unused = channel.lock();
        write(change);
      }
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE, "The TPM's clock cannot be kept in " + file.getParent(), e);
    }
  }

  private void write(Consumer<Map<String, Seen>> change) throws IOException {
    Map<String, Seen> all = read();
    change.accept(all);
    List<String> lines =
        all.entrySet().stream()
            .skip(Math.max(0, all.size() - MOST))
            .map(each -> line(each.getKey(), each.getValue()))
            .toList();
    Path part = Files.createTempFile(file.getParent(), "tpm-clocks-", ".part");
    Files.write(part, lines);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Map<String, Seen> read() {
    Map<String, Seen> all = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(" ", -1);
        all.put(parts[0], seen(parts));
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

  private static Seen seen(String[] parts) {
    boolean restored = parts.length == LONGEST && parts[LONGEST - 1].equals(MARK);
    if ((parts.length != LONGEST - 1 && !restored) || !parts[0].matches("[0-9a-f]{4,132}")) {
      throw new IllegalArgumentException("A line that is none of ours");
    }
    ClockReading reading =
        new ClockReading(
            Long.parseUnsignedLong(parts[1]),
            Long.parseLong(parts[2]),
            Long.parseLong(parts[3]),
            Boolean.parseBoolean(parts[4]));
    return new Seen(reading, restored);
  }

  private static String line(String id, Seen seen) {
    ClockReading reading = seen.last();
    return "%s %s %d %d %s%s"
        .formatted(
            id,
            Long.toUnsignedString(reading.millis()),
            reading.resetCount(),
            reading.restartCount(),
            reading.safe(),
            seen.restored() ? " " + MARK : "");
  }

  private static String id(TpmName key) {
    return HexFormat.of().formatHex(key.value().bytes());
  }
}
