package org.icecoat.testbed.bench.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** A server that is measured from outside. It ends when it is closed and when this process ends. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final int LAST_WORDS = 600;

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it and waits until something listens on the port. */
  public static ServerProcess start(List<String> words, int port, Path log) {
    return start(words, Map.of(), port, log);
  }

  /** As {@link #start(List, int, Path)}, with more in the environment. */
  public static ServerProcess start(
      List<String> words, Map<String, String> environment, int port, Path log) {
    List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM"));
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    ServerProcess server = new ServerProcess(Folders.io("start", log, builder::start), log);
    try {
      Patience.until(words.get(0) + " listens", START, () -> server.isListening(port));
    } catch (TestbedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** A port of this machine that nobody listens on now. */
  public static int freePort() {
    return Folders.io(
        "find a port on",
        Path.of("127.0.0.1"),
        () -> {
          try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
          }
        });
  }

  private boolean isListening(int port) {
    if (!process.isAlive()) {
      String words = Folders.read(log).strip();
      throw new TestbedException(
          TestbedFault.COMMAND_FAILED,
          "A server ended early; its last words in %s: %s"
              .formatted(log, words.substring(Math.max(0, words.length() - LAST_WORDS))));
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    if (!Patience.seenWithin(STOP, () -> !process.isAlive())) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
