package org.icecoat.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.OnItsOwn;
import org.icecoat.testbed.host.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The main job for real: stub, TLS with a proxy, factory, plug-in, libvirt, guest, output. */
@OnItsOwn
class MainJobIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path GRID = TOP.resolve("target/grid");
  private static final Pattern RUN = Pattern.compile("run ([0-9a-f]+)");

  @AfterAll
  static void endWhatAFailureLeft() {
    Testbed.cleanUp(GRID);
  }

  @Test
  void code_runs_where_the_data_are_and_nothing_is_left_on_the_machine() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    int status = Demo.run(TOP, List.of(), out, out);
    String text = told.toString(StandardCharsets.UTF_8);
    System.out.println(text);
    assertThat(status).as(text).isZero();
    assertThat(text).contains("8.7e-67").contains("MYG_ESCGI");
    assertThat(text).contains("Trusted by site version 1").contains("libvirt.qemu-conf is sha256:");
    assertThat(text).contains("] Shown: code went in");
    nothingIsLeft(text);
  }

  private static void nothingIsLeft(String text) {
    Matcher run = RUN.matcher(text);
    assertThat(run.find()).isTrue();
    assertThat(Testbed.leftovers(run.group(1))).isEmpty();
    assertThat(Testbed.runIn(GRID)).isEmpty();
    assertThat(Folders.read(Path.of("/proc/self/mountinfo"))).doesNotContain(GRID.toString());
  }
}
