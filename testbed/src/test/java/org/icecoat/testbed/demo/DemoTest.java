package org.icecoat.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.command.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  @TempDir Path top;

  @Test
  void an_unknown_word_is_answered_by_the_usage() {
    assertThat(demo("--kepe")).isEqualTo(2);
    assertThat(told()).contains("usage: ./icecoat demo [--keep] | demo stop");
  }

  @Test
  void what_fails_is_said_in_a_line_and_by_the_exit_status() throws IOException {
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      String stat = Files.readString(Path.of("/proc/" + other.pid() + "/stat"));
      Folders.write(
          top.resolve("target/grid/testbed.properties"),
          "run=abcdef\nowner=%d\nstarted=%s\n".formatted(other.pid(), stat.split(" ", -1)[21]));
      assertThat(demo("stop")).isEqualTo(1);
      assertThat(told())
          .contains("icecoat demo: Process " + other.pid() + " uses the testbed")
          .contains("the logs are in target/grid/hosts")
          .doesNotContain("\tat ");
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void without_a_grid_there_is_nothing_to_end() {
    assertThat(demo("stop")).isZero();
    assertThat(top).isEmptyDirectory();
  }

  private int demo(String argument) {
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    return Demo.run(top, List.of(argument), out, out);
  }

  private String told() {
    return told.toString(StandardCharsets.UTF_8);
  }
}
