package org.icecoat.imagestore.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/**
 * Runs a program that reads foreign bytes, without a shell or an environment, and within limits of
 * memory, processor time and wall-clock time (by util-linux's prlimit); it can leave no core dump,
 * and write no file unless it is told to.
 */
public final class LimitedProgram {
  private static final int MAXIMAL_OUTPUT_BYTES = 1 << 20;

  private final Path prlimit;
  private final Path program;
  private final Limits limits;

  /**
   * What one run may use.
   *
   * @param memoryBytes of address space
   * @param time for one run, by the processor's clock and by the wall's
   */
  public record Limits(long memoryBytes, Duration time) {}

  /** How a run ended and what it printed (at most 1 MiB). */
  record Outcome(int exitStatus, String output) {}

  public LimitedProgram(Path prlimit, Path program, Limits limits) {
    this.prlimit = prlimit;
    this.program = program;
    this.limits = limits;
  }

  /**
   * Runs it to its end.
   *
   * @throws StoreException CONTENT_DAMAGED, if it takes too long: sound images do not
   * @throws IOException if it cannot be started
   */
  Outcome run(String... arguments) throws IOException {
    return run(new byte[0], 0, List.of(arguments));
  }

  /**
   * The same of a program that is told something and writes files.
   *
   * @param input what it reads from its standard input; in no file and on no command line
   * @param fileBytes the longest file that it may write
   */
  Outcome run(byte[] input, long fileBytes, List<String> arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(commandLine(fileBytes, arguments));
    builder.environment().clear();
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      try (OutputStream told = process.getOutputStream()) {
        told.write(input);
      }
      return outcome(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while an image was inspected");
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> commandLine(long fileBytes, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(prlimit.toString());
    command.add("--as=" + limits.memoryBytes());
    command.add("--cpu=" + limits.time().toSeconds());
    command.addAll(List.of("--fsize=" + fileBytes, "--core=0", "--"));
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  private Outcome outcome(Process process) throws IOException, InterruptedException {
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<?> ended =
        process
            .onExit()
            .orTimeout(limits.time().toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(
                tooLate -> {
                  late.set(true);
                  return process.destroyForcibly();
                });
    byte[] output;
    try (InputStream printed = process.getInputStream()) {
      output = printed.readNBytes(MAXIMAL_OUTPUT_BYTES);
    }
    ended.join();
    int exitStatus = process.waitFor();
    if (late.get()) {
      throw new StoreException(
          StoreFault.CONTENT_DAMAGED,
          "The image could not be inspected within %d s; make it anew"
              .formatted(limits.time().toSeconds()));
    }
    return new Outcome(exitStatus, new String(output, StandardCharsets.UTF_8));
  }
}
