package org.icecoat.console.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.icecoat.console.terminal.ProgressDisplay.Step;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.testing.TestingTime;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private static final Step HALF = new Step("vm-7f3a09c2", "fetch-image", 2, 4, 36 << 20, 72 << 20);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final TestingTime time = new TestingTime(TestingConsole.NOON);

  @Test
  void without_a_terminal_each_step_is_one_line() {
    try (ProgressDisplay lines = new ProgressLines(err)) {
      lines.show(HALF);
      lines.show(new Step("vm-7f3a09c2", "fetch-image", 2, 4, 40 << 20, 72 << 20));
      lines.show(new Step("vm-7f3a09c2", "Running", 0, 0, -1, -1));
    }
    assertThat(written()).isEqualTo("vm-7f3a09c2: fetch-image (2 of 4)\nvm-7f3a09c2: Running\n");
  }

  @Test
  void a_bar_shows_the_step_its_number_and_the_bytes() {
    bar(100, false).show(HALF);
    assertThat(written())
        .endsWith("[#########...............] vm-7f3a09c2 2/4 fetch-image 36 MiB of 72 MiB");
  }

  @Test
  void a_bar_shows_the_rate_once_there_is_one() {
    ProgressBar bar = bar(120, false);
    bar.show(new Step("vm-7f3a09c2", "fetch-image", 2, 4, 0, 72 << 20));
    time.advance(Duration.ofSeconds(2));
    bar.show(HALF);
    assertThat(written()).endsWith("36 MiB of 72 MiB, 18 MiB/s");
  }

  @Test
  void a_bar_never_is_wider_than_the_terminal() {
    bar(40, false).show(HALF);
    assertThat(written().substring(written().lastIndexOf('K') + 1)).hasSizeLessThan(40);
  }

  @Test
  void a_bar_has_colour_only_where_it_is_wanted_and_leaves_an_empty_line() {
    try (ProgressBar bar = bar(100, true)) {
      bar.show(HALF);
    }
    assertThat(written()).contains("\u001b[32m").endsWith("\r\u001b[K");
  }

  private ProgressBar bar(int width, boolean color) {
    return new ProgressBar(err, width, new Rate(time), color);
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
