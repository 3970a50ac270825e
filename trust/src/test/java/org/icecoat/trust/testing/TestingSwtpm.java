package org.icecoat.trust.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.trust.tpm.Tcti;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.trust.tpm.TpmSettings;
import org.icecoat.trust.tpm.esys.EsysTpm;

/**
 * A software TPM: a child process of this one on Unix sockets, its state in a folder. One process
 * at a time may use it, since it has no resource manager.
 */
public final class TestingSwtpm implements AutoCloseable {
  private static final String STATE_FILE = "tpm2-00.permall";

  private final Path state;
  private Process process;

  private TestingSwtpm(Path state) {
    this.state = state;
  }

  /** A TPM with the state in that folder, which may be a copy of another one's; not started yet. */
  public static TestingSwtpm on(Path state) {
    return new TestingSwtpm(state);
  }

  /** Starts the process and waits until it listens. */
  public void start() {
    Path socket = socket();
    try {
      Files.deleteIfExists(socket);
      Files.deleteIfExists(control());
      process =
          new ProcessBuilder(
                  "swtpm",
                  "socket",
                  "--tpm2",
                  "--tpmstate",
                  "dir=" + state,
                  "--server",
                  "type=unixio,path=" + socket,
                  "--ctrl",
                  "type=unixio,path=" + control(),
                  "--flags",
                  "not-need-init,startup-clear")
              .redirectErrorStream(true)
              .redirectOutput(state.resolve("swtpm.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    await().until(() -> Files.exists(socket) && Files.exists(control()));
  }

  private Path socket() {
    return state.resolve("s");
  }

  /** Where tpm2-tss looks for it. */
  private Path control() {
    return state.resolve("s.ctrl");
  }

  public Tcti tcti() {
    return new Tcti("swtpm:path=" + socket());
  }

  /** A connection of its own. */
  public Tpm open() {
    return open(TpmSettings.of(tcti()));
  }

  public Tpm open(TpmSettings settings) {
    return EsysTpm.open(settings, work -> daemon(work));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "testing-tpm");
    thread.setDaemon(true);
    return thread;
  }

  /** Resets the TPM as a reboot of its machine does; the process goes on. */
  public void reboot() {
    control("-i");
  }

  /** Ends the process; the TPM keeps what it has in NV. */
  public void stop() {
    control("-s");
    awaitEnd();
  }

  /** Lets the process hang. */
  public void hang() {
    signal("-STOP");
  }

  /** Lets a hanging process go on. */
  public void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    TestingCommand.run(state, Map.of(), List.of("kill", signal, String.valueOf(process.pid())));
  }

  /** Handles of the transient objects and the loaded sessions, as tpm2-tools print them. */
  public List<String> loaded() {
    String handles = tool("tpm2_getcap", "handles-transient");
    handles += tool("tpm2_getcap", "handles-loaded-session");
    return handles.lines().filter(line -> !line.isBlank()).toList();
  }

  /** Kills the process. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    process.onExit().join();
  }

  /** Copies the state of this TPM, which should be stopped, to another folder. */
  public void copyStateTo(Path folder) {
    copy(state.resolve(STATE_FILE), folder.resolve(STATE_FILE));
  }

  /** Puts back a state that was copied, while this TPM is stopped. */
  public void restoreStateFrom(Path folder) {
    copy(folder.resolve(STATE_FILE), state.resolve(STATE_FILE));
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Defines an NV index as a maker of platforms does, and writes a file to it. */
  public void writeNv(int index, Path file) {
    try {
      String handle = "0x%08x".formatted(index);
      String attributes = "ppwrite|ppread|ownerread|authread|no_da|platformcreate|writedefine";
      String size = String.valueOf(Files.size(file));
      tool("tpm2_nvdefine", "-Q", handle, "-C", "p", "-s", size, "-a", attributes);
      tool("tpm2_nvwrite", "-Q", handle, "-C", "p", "-i", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program of tpm2-tools on this TPM, in the folder of its state. */
  public String tool(String... command) {
    return TestingCommand.run(
        state, Map.of("TPM2TOOLS_TCTI", tcti().configuration()), List.of(command));
  }

  private void control(String action) {
    List<String> command = new ArrayList<>(List.of("swtpm_ioctl", "--unix", control().toString()));
    command.add(action);
    TestingCommand.run(state, Map.of(), command);
  }

  /** Folder of the state. */
  public Path state() {
    return state;
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
