package org.icecoat.console.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.VmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
  private static final String TEXT = "best hit MYG_ESCGI\nE-value 8.7e-67\n";

  @TempDir private Path home;
  private Consoles icecoat;
  private TestingVms vms;
  private VmProperties vm;

  @BeforeEach
  void a_vm_that_prints() {
    icecoat = new Consoles(home);
    vms = icecoat.services().vms();
    vm = vms.running(TestingVms.FIRST, "search");
    vms.printing(TestingVms.FIRST, TEXT);
  }

  @Test
  void what_was_printed_so_far_is_written_as_it_is() {
    Result result = icecoat.run("output", "search");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo(TEXT);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void it_can_go_to_a_file() throws IOException {
    Result result = icecoat.run("output", "search", "-o", "result.txt");
    assertThat(home.resolve("result.txt")).hasContent(TEXT);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEqualTo("35 B written\n");
    assertThat(Files.size(home.resolve("result.txt"))).isEqualTo(35);
  }

  @Test
  void a_file_that_cannot_be_written_is_said() {
    Result result = icecoat.run("output", "search", "-o", "nowhere/result.txt");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("The output cannot be written");
  }

  @Test
  void as_json_it_is_one_document() {
    vm.getApplication().setState(ApplicationStateType.SUCCEEDED);
    assertThat(icecoat.run("output", "search", "--json").out())
        .isEqualTo(
            """
            {
              "stream" : "StandardOutput",
              "offset" : 0,
              "text" : "best hit MYG_ESCGI\\nE-value 8.7e-67\\n",
              "complete" : true,
              "truncated" : false
            }
            """);
  }

  @Test
  void following_goes_on_until_the_application_has_ended() {
    vms.then(TestingVms.FIRST, one -> {})
        .then(
            TestingVms.FIRST,
            one -> {
              vms.printing(TestingVms.FIRST, TEXT + "done\n");
              one.getApplication().setState(ApplicationStateType.SUCCEEDED);
            });
    Result result = icecoat.run("output", "search", "--follow");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo(TEXT + "done\n");
  }

  @Test
  void following_with_json_gives_a_line_for_each_piece() {
    vm.getApplication().setState(ApplicationStateType.SUCCEEDED);
    assertThat(icecoat.run("output", "search", "--follow", "--json").out().lines())
        .hasSize(5)
        .first()
        .isEqualTo(
            "{\"stream\":\"StandardOutput\",\"offset\":0,\"text\":\"best hi\",\"complete\":false,"
                + "\"truncated\":false}");
  }

  @Test
  void waiting_gives_the_applications_fate() {
    vms.then(
        TestingVms.FIRST,
        one -> {
          one.getApplication().setState(ApplicationStateType.FAILED);
          one.getApplication().setExitStatus(2);
        });
    Result result = icecoat.run("output", "search", "--wait");
    assertThat(result.status()).isEqualTo(10);
    assertThat(result.out()).isEqualTo(TEXT);
    assertThat(result.err())
        .isEqualTo(
            "icecoat: The application in vm-7f3a09c2 failed with exit status 2; see: icecoat"
                + " output --stderr vm-7f3a09c2\n");
  }

  @Test
  void output_that_was_cut_says_so() {
    vm.getApplication().setState(ApplicationStateType.TIMED_OUT);
    vm.getApplication().setTruncated(true);
    Result result = icecoat.run("output", "search", "--follow");
    assertThat(result.err())
        .contains("printed more than is kept", "ran longer than its time limit");
    assertThat(result.status()).isEqualTo(10);
  }

  @Test
  void a_vm_without_an_application_has_nothing_to_wait_for() {
    vm.getApplication().setState(ApplicationStateType.NONE);
    Result result = icecoat.run("output", "search", "--wait");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err()).contains("deployed without an application");
  }

  @Test
  void a_vm_that_fails_ends_the_waiting() {
    vms.then(TestingVms.FIRST, VmStateType.FAILED);
    assertThat(icecoat.run("output", "search", "--wait").status()).isEqualTo(9);
  }
}
