package org.icecoat.console.asked;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.domain.vm.VmId;

/** What was asked for of each VM, a file each in the user's folder of states. */
public final class AskedVms {
  private static final int MOST = 10_000;

  private final Path folder;
  private final int most;

  /**
   * Nothing need be there yet.
   *
   * @param states the user's folder of states
   */
  public AskedVms(Path states) {
    this(states, MOST);
  }

  /** Of at most so many VMs, the newest, it is remembered. */
  AskedVms(Path states, int most) {
    this.folder = states.resolve("asked");
    this.most = most;
  }

  /**
   * What was asked for when that VM was deployed from here.
   *
   * @throws ConsoleException USAGE, if the file was changed
   */
  public Asked find(VmId vm) {
    Path file = folder.resolve(vm.toString());
    try {
      return AskedText.parse(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      return Asked.UNKNOWN;
    } catch (IOException | IllegalArgumentException e) {
      throw new ConsoleException(
          ConsoleFault.USAGE,
          file
              + " cannot be read or was changed, so what you asked for is lost; remove it if you"
              + " know why",
          e);
    }
  }

  /** Remembers it, and forgets what was asked for of the oldest if there are too many. */
  public void keep(VmId vm, Asked asked) throws IOException {
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "asked-", ".part");
    Files.write(part, AskedText.lines(asked));
    Files.move(part, folder.resolve(vm.toString()), StandardCopyOption.ATOMIC_MOVE);
    prune();
  }

  private void prune() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all = files.toList();
    }
    if (all.size() > most) {
      all.stream()
          .map(file -> Map.entry(file.toFile().lastModified(), file))
          .sorted(Map.Entry.comparingByKey())
          .limit(all.size() - most)
          .forEach(entry -> entry.getValue().toFile().delete());
    }
  }
}
