package org.icecoat.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessScreenTest {
  @Test
  void a_process_without_a_console_asks_nobody() {
    ProcessScreen screen = new ProcessScreen(null);
    assertThat(screen.present()).isFalse();
    assertThat(screen.width()).isEqualTo(80);
    assertThat(screen.ask("Passphrase: ")).isEmpty();
  }

  @Test
  void a_console_of_an_older_jdk_is_a_terminal() {
    assertThat(ProcessScreen.isTerminal(Older.class, new Older())).isTrue();
  }

  @Test
  void a_console_of_a_newer_jdk_is_one_if_it_says_so() {
    assertThat(ProcessScreen.isTerminal(Newer.class, new Newer(true))).isTrue();
    assertThat(ProcessScreen.isTerminal(Newer.class, new Newer(false))).isFalse();
  }

  /** What java.io.Console is before JDK 22. */
  public static final class Older {}

  /** What it is from then on. */
  public record Newer(boolean isTerminal) {}
}
