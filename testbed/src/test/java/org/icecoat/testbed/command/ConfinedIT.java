package org.icecoat.testbed.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A confined command, such as mmdebstrap, whose JVM is broken off. */
@OnItsOwn
class ConfinedIT {
  /** Takes over, as PR_SET_CHILD_SUBREAPER, whom its child leaves behind; gives their number. */
  private static final String GUARDIAN =
      """
      syscall(157, 36, 1, 0, 0, 0) == 0 or exit 99;
      my $child = fork // exit 98;
      exec @ARGV if $child == 0;
      alarm 60;
      waitpid $child, 0;
      my $orphans = 0;
      $orphans++ while wait() > 0;
      exit $orphans;
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  void when_its_jvm_ends_no_process_and_no_mount_of_it_is_left(String signal) throws Exception {
    Process guardian = start();
    await().atMost(Duration.ofMinutes(1)).until(() -> begun() || !guardian.isAlive());
    assertThat(begun()).as("%s", Files.readString(folder.resolve("log"))).isTrue();
    assertThat(left()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(folder.resolve("tree/proc")).isEmptyDirectory();

    ProcessHandle jvm = guardian.children().findFirst().orElseThrow();
    Command.of("kill", "-" + signal, String.valueOf(jvm.pid())).run();

    int orphans = guardian.waitFor();
    assertThat(orphans).isLessThanOrEqualTo(signal.equals("KILL") ? 2 : 0);
    await().atMost(Duration.ofSeconds(10)).until(() -> left().isEmpty());
    Folders.remove(folder.resolve("tree"));
    assertThat(folder.resolve("tree")).doesNotExist();
  }

  @Test
  void its_output_status_and_files_are_those_of_any_other() {
    Path file = folder.resolve("file");
    Output output =
        Command.of("sh", "-c", "echo out; echo err >&2; echo $WHO >" + file + "; exit 4")
            .withEnvironment(Map.of("WHO", "cook"))
            .confined()
            .tryRun();
    assertThat(output).isEqualTo(new Output(4, "out\n", "err\n"));
    assertThat(file).hasContent("cook");
  }

  private boolean begun() {
    return Files.exists(folder.resolve("begun"));
  }

  /** Processes that were started with this folder's name. */
  private List<String> left() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.toString()) && !line.contains("java"))
        .toList();
  }

  private Process start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    List<String> words =
        List.of(
            "env",
            "--default-signal",
            "perl",
            "-e",
            GUARDIAN,
            java,
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            SlowCook.class.getName(),
            folder.toString());
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }
}
