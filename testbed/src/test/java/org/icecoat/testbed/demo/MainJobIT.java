package org.icecoat.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.host.Testbed;
import org.junit.jupiter.api.Test;

/** The main job for real: stub, TLS with a proxy, factory, plug-in, libvirt, guest, output. */
class MainJobIT {
  private static final Pattern RUN = Pattern.compile("run ([0-9a-f]+)");

  @Test
  void code_runs_where_the_data_are_and_its_output_comes_back() {
    Path top = Path.of("..").toAbsolutePath().normalize();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

    int status = Demo.run(top, List.of(), out, out);

    String text = told.toString(StandardCharsets.UTF_8);
    System.out.println(text);
    assertThat(status).as(text).isZero();
    assertThat(text).contains("8.7e-67").contains("MYG_ESCGI");
    assertThat(text).contains("Trusted by site version 1").contains("libvirt.qemu-conf is sha256:");
    Matcher run = RUN.matcher(text);
    assertThat(run.find()).isTrue();
    assertThat(Testbed.leftovers(run.group(1))).isEmpty();
  }
}
