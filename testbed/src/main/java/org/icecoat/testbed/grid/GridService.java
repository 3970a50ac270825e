package org.icecoat.testbed.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.host.Spawned;

/** One service process of a grid: it can be stopped, killed and started again. */
public final class GridService {
  static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_GRACE = Duration.ofSeconds(20);
  private static final String READY = ": ready at ";

  private final String name;
  private final Host host;
  private final List<String> words;
  private final Map<String, String> environment;
  private Spawned process;

  GridService(String name, Host host, List<String> words, Map<String, String> environment) {
    this.name = name;
    this.host = host;
    this.words = List.copyOf(words);
    this.environment = Map.copyOf(environment);
  }

  public String name() {
    return name;
  }

  /** Where it runs. */
  public Host host() {
    return host;
  }

  /** Its standard output and error; grows over restarts. */
  public Path log() {
    return host.folder().resolve("log").resolve(name + ".log");
  }

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @throws TestbedException {@code COMMAND_FAILED} with its last words if it ends before
   */
  public synchronized void start() {
    begin();
    awaitReady();
  }

  /** Starts it without waiting, so that several can start side by side. */
  synchronized void begin() {
    readyBefore = readyLines();
    process = host.spawn(name, words, environment);
  }

  private long readyBefore;

  synchronized void awaitReady() {
    Patience.until(
        name + " is ready", START_LIMIT, () -> readyLines() > readyBefore || !process.isAlive());
    if (readyLines() == readyBefore) {
      throw new TestbedException(
          TestbedFault.COMMAND_FAILED, name + " did not start: " + process.lastWords());
    }
  }

  private long readyLines() {
    if (!Files.exists(log())) {
      return 0;
    }
    try {
      return Files.readString(log(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(READY))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException("The log of " + name + " cannot be read", e);
    }
  }

  public synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  /**
   * Asks it to stop. It is killed if it takes longer than 20 s.
   *
   * @throws TestbedException {@code COMMAND_FAILED} with its last words if it did not end as a
   *     service should: by itself, with status 0
   */
  public synchronized void stop() {
    process.stop(STOP_GRACE);
    OptionalInt status = process.awaitExit(Duration.ZERO);
    if (status.orElse(-1) != 0) {
      throw new TestbedException(
          TestbedFault.COMMAND_FAILED,
          name + " did not stop cleanly, status " + status + ": " + process.lastWords());
    }
  }

  /** SIGKILL. */
  public synchronized void kill() {
    process.kill();
  }

  /** SIGSTOP: it is there, takes connections and answers nobody. */
  public synchronized void freeze() {
    process.freeze();
  }

  /** It goes on where it was frozen. */
  public synchronized void thaw() {
    process.thaw();
  }

  /** Stops it if it lives and starts it again. */
  public synchronized void restart() {
    if (isAlive()) {
      stop();
    }
    start();
  }
}
