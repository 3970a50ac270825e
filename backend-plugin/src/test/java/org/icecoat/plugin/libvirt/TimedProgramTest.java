package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TimedProgramTest {
  @Test
  void a_program_reads_what_it_is_told_and_all_that_it_says_is_given() throws Exception {
    TimedProgram.Outcome outcome =
        new TimedProgram(Duration.ofSeconds(30))
            .run(
                List.of("sh", "-c", "cat; echo bad >&2; exit 3"),
                "secret ".getBytes(StandardCharsets.UTF_8));
    assertThat(outcome).isEqualTo(new TimedProgram.Outcome(3, "secret bad\n"));
  }

  @Test
  void a_program_that_hangs_is_killed_when_its_time_is_up() {
    long hanging = 600_000 + ProcessHandle.current().pid();
    List<String> command = List.of("sleep", String.valueOf(hanging));
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> new TimedProgram(Duration.ofMillis(100)).run(command, new byte[0]))
        .withMessageContaining("sleep");
    assertThat(ProcessHandle.current().children().filter(child -> isOf(child, hanging)))
        .allSatisfy(child -> assertThat(child.onExit()).succeedsWithin(30, TimeUnit.SECONDS));
  }

  private static boolean isOf(ProcessHandle child, long hanging) {
    return child.info().commandLine().orElse("").contains(String.valueOf(hanging));
  }
}
