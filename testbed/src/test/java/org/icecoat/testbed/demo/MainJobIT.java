package org.icecoat.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnItsOwn;
import org.icecoat.testbed.host.Testbed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The main job for real: stub, TLS with a proxy, factory, plug-in, libvirt, guest, output; and a
 * grid that is left up for whoever wants to go on.
 */
@OnItsOwn
class MainJobIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern RUN = Pattern.compile("run ([0-9a-f]+)");
  private static final Pattern TYPE_NEXT =
      Pattern.compile("^\\[ *\\d+ s\\]   (export .*|/\\S+ list)$", Pattern.MULTILINE);
  private static final Pattern WSDL = Pattern.compile("https://\\S+\\?wsdl");

  @AfterAll
  static void endWhatAFailureLeft() {
    Testbed.cleanUp(TOP.resolve("target/grid"));
  }

  @Test
  void code_runs_where_the_data_are_and_the_grid_stays_for_whom_it_is_kept() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    int status = demo(told, "--keep");
    String text = told.toString(StandardCharsets.UTF_8);
    System.out.println(text);
    assertThat(status).as(text).isZero();
    assertThat(text).contains("8.7e-67").contains("MYG_ESCGI");
    assertThat(text).contains("Trusted by site version 1").contains("libvirt.qemu-conf is sha256:");
    assertThat(text).contains("] Shown: code went in").contains("./icecoat demo stop");
    whatIsToldToTypeNextWorks(text);
    whoStopsItLeavesNothing(text);
  }

  private static void whatIsToldToTypeNextWorks(String text) {
    StringBuilder lines = new StringBuilder("set -e\n");
    TYPE_NEXT.matcher(text).results().forEach(line -> lines.append(line.group(1)).append('\n'));
    List<String> wsdls = WSDL.matcher(text).results().map(MatchResult::group).toList();
    assertThat(wsdls).hasSize(4);
    for (String wsdl : wsdls) {
      lines.append("curl -sSf --cert $X509_USER_PROXY --key $X509_USER_PROXY");
      lines.append(" --capath $X509_CERT_DIR '").append(wsdl).append("' | grep -c portType\n");
    }
    Output output = Command.of("sh", "-c", lines.toString()).tryRun();
    assertThat(output.status()).as(output.err()).isZero();
    assertThat(output.out()).startsWith("No VMs");
  }

  private static void whoStopsItLeavesNothing(String text) {
    Matcher run = RUN.matcher(text);
    assertThat(run.find()).isTrue();
    assertThat(Testbed.leftovers(run.group(1))).isNotEmpty();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    assertThat(demo(told, "stop")).isZero();
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("The grid is down");
    assertThat(Testbed.leftovers(run.group(1))).isEmpty();
  }

  private static int demo(ByteArrayOutputStream told, String argument) {
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    return Demo.run(TOP, List.of(argument), out, out);
  }
}
