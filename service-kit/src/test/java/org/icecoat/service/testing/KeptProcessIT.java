package org.icecoat.service.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeptProcessIT {
  /** A program with a child of its own that ignores what ends others politely. */
  private static final String STUBBORN =
      "trap '' INT TERM HUP; setsid sleep 600 & touch \"$1/ready\"; wait";

  @Test
  void nothing_is_left_after_closing() throws Exception {
    KeptProcess process = KeptProcess.start(STUBBORN, List.of("--net"));
    Path folder = process.folder();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    awaitReady(folder);
    ProcessHandle first = process.first();
    List<ProcessHandle> all = first.descendants().toList();
    assertThat(all).isNotEmpty();
    process.close();
    assertThat(folder).doesNotExist();
    assertThat(first.isAlive()).isFalse();
    assertThat(all).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void nothing_is_left_of_a_test_that_was_killed() throws Exception {
    Process test = anotherTest();
    try (BufferedReader said = test.inputReader(StandardCharsets.UTF_8)) {
      Path folder = Path.of(said.readLine());
      awaitReady(folder);
      ProcessHandle keeper = test.children().findFirst().orElseThrow();
      List<ProcessHandle> all = keeper.descendants().toList();
      assertThat(all).hasSizeGreaterThan(2);
      test.destroyForcibly();
      keeper.onExit().get(30, TimeUnit.SECONDS);
      assertThat(folder).doesNotExist();
      assertThat(all).noneMatch(ProcessHandle::isAlive);
    }
  }

  private static void awaitReady(Path folder) {
    await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(folder.resolve("ready")));
  }

  private static Process anotherTest() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            AnotherTest.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Another process: starts the program, tells its folder and waits to be killed. */
  static final class AnotherTest {
    private AnotherTest() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println(KeptProcess.start(STUBBORN, List.of("--net")).folder());
      new CountDownLatch(1).await();
    }
  }
}
