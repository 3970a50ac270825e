package org.icecoat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.icecoat.console.testing.TestingServer;
import org.icecoat.console.testing.TestingServices;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own. */
class ProcessIT {
  private static final long LONGEST_SECONDS = 120;

  @TempDir private Path home;

  @Test
  void version_and_help_start_no_soap() throws IOException, InterruptedException {
    for (String command : List.of("version", "help", "--help")) {
      Process process = start(List.of("-Xlog:class+load=info:stdout"), command);
      String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(loaded).contains("org.icecoat.console.Main").contains("picocli");
      assertThat(loaded).doesNotContain("org.apache.cxf", "org.bouncycastle", "org.glassfish.jaxb");
    }
  }

  @Test
  void an_interrupt_ends_watching_with_a_message_and_leaves_the_vm() throws Exception {
    TestingGrid grid = TestingGrid.create(home, Clock.systemUTC());
    grid.user("Alice").proxy().issue().writeProxy(home.resolve("proxy"));
    TestingServices services = new TestingServices();
    services.vms().running(TestingVms.FIRST, "search");
    try (TestingServer server = new TestingServer(grid, home, services, "localhost")) {
      Process process =
          start(
              List.of(),
              "watch",
              "search",
              "--factory",
              server.address().toString(),
              "--proxy",
              home.resolve("proxy").toString(),
              "--ca-directory",
              grid.certificates().toString());
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      assertThat(out.readLine()).contains("vm-7f3a09c2  Running");
      interrupt(process);
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(err)
          .isEqualTo("icecoat: Interrupted. The VM goes on; see it with: icecoat show search\n");
      assertThat(process.exitValue()).isEqualTo(130);
    }
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    int sent = new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
    assertThat(sent).isZero();
  }

  /** Also where the tests themselves were started with interrupts ignored, as by nohup. */
  private Process start(List<String> options, String... args) throws IOException {
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:-UsePerfData");
    words.addAll(options);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("HOME", home.toString());
    return builder.start();
  }
}
