package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.host.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Ctrl-C while a whole grid is up and a VM runs in it. */
@OnItsOwn
class InterruptedGridIT {
  private static final Path FOLDER = Path.of("target/interrupted-grid").toAbsolutePath();
  private static final Path LOG = Path.of("target/interrupted-grid.log").toAbsolutePath();
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @AfterAll
  static void endWhatAFailureLeft() {
    Testbed.cleanUp(FOLDER);
  }

  @Test
  void an_interrupt_leaves_no_service_no_vm_and_no_network_on_the_machine() throws Exception {
    Process run = start();
    try {
      await()
          .atMost(LONGEST)
          .until(() -> !run.isAlive() || Files.readString(LOG).contains(RunWithVm.UP));
      assertThat(run.isAlive()).as("%s", Files.readString(LOG)).isTrue();
      String id = Testbed.runIn(FOLDER).orElseThrow();
      assertThat(Testbed.leftovers(id))
          .anyMatch(left -> left.startsWith("process") && left.endsWith("qemu-system-x86_64"))
          .anyMatch(left -> left.startsWith("process") && left.endsWith("java"));

      Command.of("kill", "-INT", "--", "-" + run.pid()).run();

      run.waitFor();
      assertThat(Testbed.leftovers(id)).isEmpty();
      assertThat(Testbed.runIn(FOLDER)).isEmpty();
    } finally {
      run.destroyForcibly();
    }
  }

  /**
   * As the shell starts a command on a terminal: in a group of its own, all of which Ctrl-C
   * reaches. Also where the tests themselves were started with interrupts ignored.
   */
  private static Process start() throws IOException {
    Files.deleteIfExists(LOG);
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    List<String> words =
        List.of(
            "setsid",
            "env",
            "--default-signal=INT",
            java,
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            RunWithVm.class.getName(),
            FOLDER.toString());
    return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
  }
}
