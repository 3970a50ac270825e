package org.icecoat.testbed.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.junit.jupiter.api.Test;

class KilledRunIT {
  private static final Path FOLDER = Path.of("target/it-killed").toAbsolutePath();

  @Test
  void what_a_killed_jvm_left_is_removed_by_the_next_clean_up() throws Exception {
    Process jvm = startRun();
    String run = Testbed.runIn(FOLDER).orElseThrow();
    assertThatThrownBy(() -> Testbed.cleanUp(FOLDER))
        .isInstanceOfSatisfying(
            TestbedException.class, e -> assertThat(e.code()).isEqualTo(TestbedFault.IN_USE));

    jvm.destroyForcibly().waitFor();
    assertThat(Testbed.leftovers(run))
        .anyMatch(left -> left.startsWith("process") && left.endsWith("libvirtd"))
        .anyMatch(left -> left.startsWith("link"))
        .anyMatch(left -> left.startsWith("control group"))
        .anyMatch(left -> left.startsWith("folder"));

    Testbed.cleanUp(FOLDER);
    assertThat(Testbed.leftovers(run)).isEmpty();
    assertThat(Testbed.runIn(FOLDER)).isEmpty();
  }

  @Test
  void a_terminated_jvm_cleans_up_itself() throws Exception {
    Process jvm = startRun();
    String run = Testbed.runIn(FOLDER).orElseThrow();
    jvm.destroy();
    jvm.waitFor();
    assertThat(Testbed.leftovers(run)).isEmpty();
  }

  private static Process startRun() throws IOException {
    Path log = Files.createDirectories(FOLDER).resolve("jvm.log");
    Files.deleteIfExists(log);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    Process jvm =
        new ProcessBuilder(java, "-cp", classes, TestingRun.class.getName(), FOLDER.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !jvm.isAlive() || Files.readString(log).contains(TestingRun.UP));
    assertThat(jvm.isAlive()).as("%s", Files.readString(log)).isTrue();
    return jvm;
  }
}
