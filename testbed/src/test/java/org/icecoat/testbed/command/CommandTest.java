package org.icecoat.testbed.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.junit.jupiter.api.Test;

class CommandTest {
  @Test
  void output_and_status_are_captured() {
    Output output = Command.of("sh", "-c", "echo out; echo err >&2; exit 4").tryRun();
    assertThat(output).isEqualTo(new Output(4, "out\n", "err\n"));
  }

  @Test
  void another_status_than_zero_is_a_failure_with_the_last_words() {
    assertFails(Command.of("sh", "-c", "echo why >&2; exit 4"), TestbedFault.COMMAND_FAILED, "why");
  }

  @Test
  void a_program_that_is_not_there_is_named() {
    assertFails(Command.of("no-such-program"), TestbedFault.MISSING_PROGRAM, "no-such-program");
  }

  @Test
  void a_program_that_takes_too_long_is_ended() {
    Command slow = Command.of("sleep", "60").withLimit(Duration.ofMillis(100));
    assertFails(slow, TestbedFault.TIMED_OUT, "sleep 60");
  }

  @Test
  void a_child_that_keeps_the_output_open_is_not_waited_for() {
    assertThat(Command.of("sh", "-c", "sleep 5 & echo done").run().text()).isEqualTo("done");
  }

  @Test
  void output_beyond_a_mebibyte_is_read_and_dropped() {
    Output output = Command.of("head", "-c", "3000000", "/dev/zero").run();
    assertThat(output.out()).hasSize(1 << 20);
  }

  @Test
  void arguments_are_not_seen_by_a_shell() {
    assertThat(Command.of("echo", "$HOME; id").run().text()).isEqualTo("$HOME; id");
  }

  @Test
  void environment_is_added() {
    Command command = Command.of("sh", "-c", "echo $WHO").withEnvironment(Map.of("WHO", "grid"));
    assertThat(command.run().text()).isEqualTo("grid");
  }

  private static void assertFails(Command command, TestbedFault code, String message) {
    assertThatThrownBy(command::run)
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(TestbedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
