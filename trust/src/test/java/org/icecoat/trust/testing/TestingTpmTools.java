package org.icecoat.trust.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.icecoat.trust.structure.Octets;

/** A software TPM of its own folder, asked by tpm2-tools, each of which is a process. */
public final class TestingTpmTools implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Process process;

  /** Starts one that is fresh. */
  public TestingTpmTools() {
    try {
      folder = Files.createTempDirectory(Path.of("/tmp"), "icetpm");
      process =
          builder(
                  "swtpm",
                  "socket",
                  "--tpm2",
                  "--tpmstate",
                  "dir=" + folder,
                  "--server",
                  "type=unixio,path=" + folder.resolve("s"),
                  "--ctrl",
                  "type=unixio,path=" + folder.resolve("s.ctrl"),
                  "--flags",
                  "not-need-init,startup-clear")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(folder.resolve("s")) && Files.exists(folder.resolve("s.ctrl")));
  }

  /** Runs a tool in the folder, frees the TPM's slots, and gives what it printed. */
  public String run(String... command) {
    String output = succeeds(command);
    if (command[0].startsWith("tpm2_") && !command[0].equals("tpm2_flushcontext")) {
      succeeds("tpm2_flushcontext", "-t");
    }
    return output;
  }

  /** Runs a tool that has to fail, and gives what it said. */
  public String fails(String... command) {
    Result result = result(command);
    assertThat(result.code).as("%s: %s", command[0], result.output).isNotZero();
    succeeds("tpm2_flushcontext", "-t");
    return result.output;
  }

  public Octets read(String file) {
    try {
      return Octets.of(Files.readAllBytes(folder.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String file, Octets bytes) {
    try {
      Files.write(folder.resolve(file), bytes.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try (Stream<Path> files = Files.walk(folder)) {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Result(int code, String output) {}

  private String succeeds(String... command) {
    Result result = result(command);
    assertThat(result.code).as("%s: %s", String.join(" ", command), result.output).isZero();
    return result.output;
  }

  private Result result(String... command) {
    try {
      Process tool = builder(command).start();
      boolean ended = tool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      tool.destroyForcibly();
      assertThat(ended).as("%s ended", List.of(command)).isTrue();
      String output = Files.readString(folder.resolve("output.txt"), StandardCharsets.ISO_8859_1);
      return new Result(tool.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a tool ran", e);
    }
  }

  private ProcessBuilder builder(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().put("TPM2TOOLS_TCTI", "swtpm:path=" + folder.resolve("s"));
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output.txt").toFile());
    return builder;
  }
}
