package org.icecoat.console.asked;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.domain.vm.VmId;

/** What was asked for of each VM, a file each in the user's folder of states. */
public final class AskedVms {
  private final Path folder;

  /**
   * Nothing need be there yet.
   *
   * @param states the user's folder of states
   */
  public AskedVms(Path states) {
    this.folder = states.resolve("asked");
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

  /** Remembers it. */
  public void keep(VmId vm, Asked asked) throws IOException {
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, "asked-", ".part");
    Files.write(part, AskedText.lines(asked));
    Files.move(part, folder.resolve(vm.toString()), StandardCopyOption.ATOMIC_MOVE);
  }
}
