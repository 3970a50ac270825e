package org.icecoat.testbed.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.Test;

@OnItsOwn
class KilledRunIT {
  private static final Path FOLDER = Path.of("target/it-killed").toAbsolutePath();
  private static final Path LOG = FOLDER.resolve("jvm.log");

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

  @Test
  void a_testbed_that_is_left_up_lives_on_until_it_is_cleaned_up() throws Exception {
    Process jvm = begin("leave");
    assertThat(jvm.waitFor()).isZero();
    String run = Testbed.runIn(FOLDER).orElseThrow();
    assertThat(Testbed.leftovers(run)).anyMatch(left -> left.endsWith("libvirtd"));
    Testbed.cleanUp(FOLDER);
    assertThat(Testbed.leftovers(run)).isEmpty();
  }

  private static Process startRun() throws IOException {
    Process jvm = begin();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !jvm.isAlive() || Files.readString(LOG).contains(TestingRun.UP));
    assertThat(jvm.isAlive()).as("%s", Files.readString(LOG)).isTrue();
    return jvm;
  }

  private static Process begin(String... more) throws IOException {
    Files.createDirectories(FOLDER);
    Files.deleteIfExists(LOG);
    List<String> words =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    words.addAll(List.of("-XX:-UsePerfData", "-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(TestingRun.class.getName(), FOLDER.toString()));
    words.addAll(List.of(more));
    return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(LOG.toFile()).start();
  }
}
