package org.icecoat.testbed.bench.harness;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/**
 * The outside of a child process that runs a class with a {@link Worker} on this class path. It
 * ends when it is closed and when this process ends.
 */
public final class WorkerProcess implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int LAST_WORDS = 600;
  private static final String LOGGING =
      "-Dlogback.configurationFile=org/icecoat/testbed/bench/harness/worker-log.xml";

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;
  private final Path log;

  private WorkerProcess(Process process, Path log) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.log = log;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param flags of the virtual machine, such as {@code -Xmx256m}
   * @param log where its standard error goes
   */
  public static WorkerProcess start(
      Class<?> main, List<String> flags, List<String> arguments, Path log) {
    List<String> words = words(main, flags, arguments);
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(log.toFile());
    WorkerProcess worker = new WorkerProcess(Folders.io("start", log, builder::start), log);
    try {
      worker.expectReady();
    } catch (TestbedException e) {
      worker.close();
      throw e;
    }
    return worker;
  }

  /** The command that runs a class on this class path in a virtual machine of its own. */
  public static List<String> words(Class<?> main, List<String> flags, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add(LOGGING);
    words.add("-XX:-UsePerfData");
    words.addAll(flags);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    words.addAll(arguments);
    return words;
  }

  /** One figure. */
  public double round() {
    try {
      orders.write("round\n");
      orders.flush();
    } catch (IOException e) {
      throw dead(e);
    }
    return Double.parseDouble(answer());
  }

  public long pid() {
    return process.pid();
  }

  private void expectReady() {
    String first = answer();
    if (!first.equals(Worker.READY)) {
      throw dead(null);
    }
  }

  private String answer() {
    try {
      String line =
          CompletableFuture.supplyAsync(this::readLine).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (line == null) {
        throw dead(null);
      }
      return line;
    } catch (ExecutionException e) {
      throw dead(e);
    } catch (TimeoutException e) {
      throw new TestbedException(
          TestbedFault.TIMED_OUT, "A benchmark's process said nothing for " + LIMIT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestbedException(TestbedFault.INTERRUPTED, "Interrupted in a benchmark", e);
    }
  }

  private String readLine() {
    try {
      String line = answers.readLine();
      while (line != null && !line.startsWith(Worker.ANSWER)) {
        line = answers.readLine();
      }
      return line == null ? null : line.substring(Worker.ANSWER.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestbedException dead(Exception cause) {
    String words = Folders.read(log).strip();
    return new TestbedException(
        TestbedFault.COMMAND_FAILED,
        "A benchmark's process ended early; its last words in %s: %s"
            .formatted(log, words.substring(Math.max(0, words.length() - LAST_WORDS))),
        cause);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
