package org.icecoat.testbed.tpm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Spawned;

/**
 * A TPM of a host: a process there, on a Unix socket that is the same inside and outside. Its state
 * is a file, which whoever has the machine may copy and put back.
 */
public final class SoftwareTpm {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);
  private static final String STATE_FILE = "tpm2-00.permall";

  private final String name;
  private final Host host;
  private final Path state;
  private final Path socket;
  private Spawned process;
  private TpmRelay relay;

  /**
   * A TPM that is not started yet.
   *
   * @param state its folder, which a maker has filled
   */
  public SoftwareTpm(String name, Host host, Path state) {
    this.name = name + "-tpm";
    this.host = host;
    this.state = state;
    this.socket = host.shortFolder().resolve(this.name);
  }

  /** How tpm2-tss reaches it. */
  public String tcti() {
    return "swtpm:path=" + socket;
  }

  private Path control() {
    return socket.resolveSibling(socket.getFileName() + ".ctrl");
  }

  /** Starts the process, as power does: what is not in NV is as after a boot. */
  public void start() {
    start(ChipTimes.NONE);
  }

  /** The same, and it answers no faster than that. */
  public void start(ChipTimes times) {
    Path own = times.equals(ChipTimes.NONE) ? socket : socket.resolveSibling(name + ".own");
    Folders.remove(socket);
    Folders.remove(own);
    Folders.remove(control());
    start(own);
    if (!own.equals(socket)) {
      relay = TpmRelay.at(socket, own, times);
    }
  }

  private void start(Path own) {
    process =
        host.spawn(
            name,
            List.of(
                "swtpm",
                "socket",
                "--tpm2",
                "--tpmstate",
                "dir=" + state,
                "--server",
                "type=unixio,path=" + own,
                "--ctrl",
                "type=unixio,path=" + control(),
                "--flags",
                "not-need-init,startup-clear"),
            Map.of());
    Patience.until(name + " listens", START_LIMIT, () -> listens(own) || !process.isAlive());
    if (!listens(own)) {
      throw new TestbedException(
          TestbedFault.COMMAND_FAILED, name + " did not start: " + process.lastWords());
    }
  }

  private boolean listens(Path own) {
    return Files.exists(own) && Files.exists(control());
  }

  /** Ends the process in order; nobody reaches the TPM then. */
  public void stop() {
    shutDown();
    if (relay != null) {
      relay.close();
      relay = null;
    }
    process.stop(STOP_GRACE);
  }

  /** The host is booted: the TPM is shut down in order and begins anew. */
  public void reboot() {
    shutDown();
    Command.of("swtpm_ioctl", "--unix", control().toString(), "-i").run();
  }

  /** TPM2_Shutdown: a TPM that loses its power without counts a try to guess its secrets. */
  private void shutDown() {
    tool("tpm2_startup", "-c"); // else it refuses to be shut down before its first use
    tool("tpm2_shutdown", "-c");
  }

  /** Runs a program of tpm2-tools on it. */
  public Output tool(String... words) {
    return Command.of(words).withEnvironment(Map.of("TPM2TOOLS_TCTI", tcti())).run();
  }

  /** Copies what it keeps into a folder; it should be stopped. */
  public void copyState(Path to) {
    copy(state, Folders.make(to));
  }

  /** Takes up what was copied, of this TPM or another one; it should be stopped. */
  public void restoreState(Path from) {
    copy(from, state);
  }

  private static void copy(Path from, Path to) {
    Path file = from.resolve(STATE_FILE);
    Folders.io(
        "copy",
        file,
        () -> Files.copy(file, to.resolve(STATE_FILE), StandardCopyOption.REPLACE_EXISTING));
  }
}
