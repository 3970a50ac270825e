package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.icecoat.service.testing.KeptProcess;

/**
 * A libvirt daemon of a test's own, in namespaces that end with it or with the test. Needs root.
 */
public final class TestingLibvirtd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KeptProcess process;
  private final Path folder;

  public TestingLibvirtd() {
    String script = KeptProcess.script(TestingLibvirtd.class, "libvirtd.sh");
    process = KeptProcess.start(script, List.of("--mount", "--net", "--uts"));
    folder = process.folder();
    boolean ready = false;
    try {
      awaitSocket();
      ready = true;
    } finally {
      if (!ready) {
        process.close();
      }
    }
  }

  private void awaitSocket() {
    await().atMost(PATIENCE).until(() -> Files.exists(socket()));
  }

  /** Makes the guest's kernel and initramfs, once for all tests. */
  public static Path guest() {
    Path made = Path.of("target/guest").toAbsolutePath();
    Path runner = Path.of("src/main/guest/icecoat-runner").toAbsolutePath();
    try {
      Files.createDirectories(made);
      String script = KeptProcess.script(TestingLibvirtd.class, "guest.sh");
      run("sh", "-c", script, "guest.sh", runner.toString(), made.toString());
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
      String first = String.valueOf(process.first().pid());
      run("nsenter", "--target", first, "--pid", "--mount", "kill", "-KILL", daemonPid());
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
    awaitSocket();
  }

  private String daemonPid() throws IOException {
    return Files.readString(folder.resolve("daemon.pid")).strip();
  }

  @Override
  public void close() {
    process.close();
  }
}
