package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine, run in a folder with some more in their environment. */
record ForeignTool(Path folder, Map<String, String> environment) {
  private static final int PATIENCE_SECONDS = 180;

  ForeignTool(Path folder) {
    this(folder, Map.of());
  }

  ForeignTool with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new ForeignTool(folder, more);
  }

  /** Skips the test, by name, where one of the programs is missing. */
  static void assumeHere(String whose, String... programs) {
    for (String program : programs) {
      boolean here =
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
      Assumptions.assumeTrue(here, whose + " is not tried: there is no " + program + " here");
    }
  }

  /** Lets the program run to its end, which must be a good one; the lines that it printed. */
  List<String> run(String... words) {
    return run(List.of(words));
  }

  List<String> run(List<String> words) {
    Path said = folder.resolve(Path.of(words.get(0)).getFileName() + ".said");
    int status = status(words, said);
    String text = text(said);
    assertThat(status).as("%s: %s", words, text).isZero();
    return text.lines().toList();
  }

  /** The program's status; what it said is in the file. */
  int status(List<String> words, Path said) {
    try {
      Files.createDirectories(folder);
      ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectInput(new File("/dev/null"));
      Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertThat(ended).as("%s ended; it said: %s", words, text(said)).isTrue();
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a program ran", e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
