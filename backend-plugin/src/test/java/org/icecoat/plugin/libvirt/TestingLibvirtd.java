package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A libvirt daemon of a test's own, in namespaces that end with it. Needs root. */
public final class TestingLibvirtd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Process process;

  public TestingLibvirtd() {
    try {
      folder = Files.createTempDirectory(Path.of("/tmp"), "ice");
      Path script = copy("libvirtd.sh", folder.resolve("libvirtd.sh"));
      process =
          new ProcessBuilder(
                  "unshare",
                  "--mount",
                  "--net",
                  "--uts",
                  "--pid",
                  "--fork",
                  "--kill-child",
                  "sh",
                  script.toString(),
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("libvirtd.out").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(PATIENCE).until(() -> Files.exists(socket()));
  }

  /** Makes the guest's kernel and initramfs, once for all tests. */
  public static Path guest() {
    Path made = Path.of("target/guest").toAbsolutePath();
    Path runner = Path.of("src/main/guest/icecoat-runner").toAbsolutePath();
    try {
      Files.createDirectories(made);
      Path script = copy("guest.sh", made.resolve("guest.sh"));
      run("sh", script.toString(), runner.toString(), made.toString());
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).describedAs(List.of(command).toString()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Path copy(String resource, Path target) throws IOException {
    try (InputStream in = TestingLibvirtd.class.getResourceAsStream(resource)) {
      Files.write(target, in.readAllBytes());
      return target;
    }
  }

  public URI uri() {
    return URI.create("qemu:///system?socket=" + socket());
  }

  private Path socket() {
    return folder.resolve("run/libvirt-sock");
  }

  /** A short folder that guests' sockets fit in. */
  public Path runFolder() {
    return folder.resolve("guests");
  }

  /** Kills the daemon alone; guests live on. It stays away until {@link #revive}. */
  public void kill() {
    try {
      Files.createFile(folder.resolve("hold"));
      Files.delete(socket());
      run("nsenter", "--target", initPid(), "--pid", "--mount", "kill", "-KILL", daemonPid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void revive() {
    try {
      Files.delete(folder.resolve("hold"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(PATIENCE).until(() -> Files.exists(socket()));
  }

  private String daemonPid() throws IOException {
    return Files.readString(folder.resolve("daemon.pid")).strip();
  }

  private String initPid() {
    return process.toHandle().children().findFirst().orElseThrow().pid() + "";
  }

  @Override
  public void close() {
    process.toHandle().children().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    await().atMost(PATIENCE).until(() -> !process.isAlive());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
