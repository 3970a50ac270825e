package org.icecoat.service.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of a test's own in namespaces of its own, with a short folder for its files and
 * sockets. All of it is gone after {@link #close}, and soon after the end of the test's process
 * too, however that ends: Ctrl-C does not reach the program's keeper.
 */
public final class KeptProcess implements AutoCloseable {
  /** Its files are removed at the pace of a disk on which others write images. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path folder;
  private final Process keeper;

  private KeptProcess(Path folder, Process keeper) {
    this.folder = folder;
    this.keeper = keeper;
  }

  /**
   * Starts it.
   *
   * @param script lines for sh, which gets the folder as its argument
   * @param namespaces what unshare is to make besides those of processes and IPC
   */
  public static KeptProcess start(String script, List<String> namespaces) {
    try {
      Path folder = Files.createTempDirectory(Path.of("/tmp"), "ice");
      List<String> words = new ArrayList<>(List.of("setsid", "sh", "-c"));
      words.addAll(List.of(script(KeptProcess.class, "keeper.sh"), "keeper", folder.toString()));
      words.addAll(List.of("unshare", "--pid", "--ipc"));
      words.addAll(namespaces);
      words.addAll(List.of("--fork", "--kill-child", "sh", "-c", script, "sh", folder.toString()));
      Process keeper =
          new ProcessBuilder(words)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new KeptProcess(folder, keeper);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script among the resources beside a class. */
  public static String script(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Short enough for sockets; only this user gets in. */
  public Path folder() {
    return folder;
  }

  /** What it has printed until now. */
  public String printed() {
    try {
      return Files.readString(folder.resolve("out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first process of its namespace, as this process sees it. */
  public ProcessHandle first() {
    return keeper.children().flatMap(ProcessHandle::children).findFirst().orElseThrow();
  }

  /** Waits for its end; says whether it has come. */
  boolean ended(Duration limit) {
    try {
      return keeper.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    try {
      keeper.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!ended(PATIENCE)) {
      List<ProcessHandle> left = keeper.descendants().toList();
      throw new IllegalStateException(
          "What runs in %s does not end: %s, below %s".formatted(folder, left, keeper.info()));
    }
  }
}
