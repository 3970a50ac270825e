package org.icecoat.console.verify;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.trust.structure.Attestation.ClockReading;

/**
 * The clocks of the TPMs that were verified here, by their endorsement keys where these are proved,
 * else by their attestation keys, in the user's folder of states: a line each, the one that was
 * seen last at the end. A TPM that showed an old state is marked, and stays so until the user takes
 * its line out.
 */
final class RememberedClocks {
  /** So many TPMs are remembered. */
  static final int MOST = 10_000;

  private static final int SHOWN = 16;

  private final Path file;
  private final Map<String, SeenTpm> known;

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
  Optional<ClockReading> find(TpmKeys keys) {
    return seen(known, keys).map(SeenTpm::last);
  }

  private static Optional<SeenTpm> seen(Map<String, SeenTpm> all, TpmKeys keys) {
    return all.entrySet().stream()
        .filter(each -> each.getValue().is(each.getKey(), keys))
        .map(Map.Entry::getValue)
        .reduce(SeenTpm::with);
  }

  /** Whether this TPM had another attestation key when it was verified here last. */
  boolean changedKey(TpmKeys keys) {
    return Optional.ofNullable(known.get(keys.id()))
        .flatMap(SeenTpm::attestationKey)
        .filter(last -> !last.equals(keys.attestationKey()))
        .isPresent();
  }

  /** What the user has to know of a TPM that showed an old state here; empty if it never did. */
  Optional<String> alarm(TpmKeys keys) {
    return known.entrySet().stream()
        .filter(each -> each.getValue().restored() && each.getValue().is(each.getKey(), keys))
        .findFirst()
        .map(
            each ->
                "this TPM has shown an old state here; once you know why, take the line %s… out of %s"
                    .formatted(each.getKey().substring(0, SHOWN), file));
  }

  /** Marks a TPM, if it is known, as one that showed an old state. */
  void restored(TpmKeys keys) {
    changed(all -> all.replaceAll((id, seen) -> seen.is(id, keys) ? seen.marked() : seen));
  }

  /** Keeps a verified reading, unless a later one is kept already. */
  void keep(TpmKeys keys, ClockReading reading) {
    Optional<String> key = keys.endorsement().map(endorsement -> keys.attestationKey());
    SeenTpm now = new SeenTpm(reading, key, false);
    changed(
        all -> {
          SeenTpm both = seen(all, keys).map(before -> before.with(now)).orElse(now);
          all.remove(keys.attestationKey());
          all.remove(keys.id());
          all.put(keys.id(), both);
        });
  }

  private void changed(Consumer<Map<String, SeenTpm>> change) {
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

  private void write(Consumer<Map<String, SeenTpm>> change) throws IOException {
    Map<String, SeenTpm> all = read();
    change.accept(all);
    List<String> lines =
        all.entrySet().stream()
            .skip(Math.max(0, all.size() - MOST))
            .map(each -> each.getValue().line(each.getKey()))
            .toList();
    Path part = Files.createTempFile(file.getParent(), "tpm-clocks-", ".part");
    Files.write(part, lines);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private Map<String, SeenTpm> read() {
    Map<String, SeenTpm> all = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        SeenTpm.Named one = SeenTpm.parse(line);
        all.put(one.id(), one.seen());
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
}
