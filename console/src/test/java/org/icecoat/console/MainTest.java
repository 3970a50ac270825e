package org.icecoat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingFactory;
import org.icecoat.console.testing.WireFaults;
import org.icecoat.wire.faults.NothingFitsFault;
import org.icecoat.wire.faults.NothingFitsFaultType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir private Path home;
  private Consoles icecoat;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home);
  }

  @Test
  void without_a_command_the_help_is_shown_as_an_error() {
    Result result = icecoat.run();
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("deploy", "icecoat factory FILE | icecoat node FILE | icecoat store FILE");
  }

  @Test
  void help_is_no_error() {
    assertThat(icecoat.run("--help").status()).isZero();
    assertThat(icecoat.run("help", "image", "add").out()).startsWith("Usage: icecoat image add");
    assertThat(icecoat.run("deploy", "--help").out()).contains("--upload=FILE[:PATH]");
    assertThat(icecoat.run("help", "fly").status()).isEqualTo(2);
  }

  @Test
  void a_wrong_command_line_is_one_line_with_advice() {
    Result result = icecoat.run("show");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("icecoat: Missing required parameter: 'VM' (see: icecoat show --help)\n");
    assertThat(icecoat.run("fly").err()).contains("'fly'").hasLineCount(1);
    assertThat(icecoat.run("image").status()).isEqualTo(2);
  }

  @Test
  void a_refused_deployment_prints_a_reason_for_each_node() {
    icecoat.services().faults().fail("deployVm", nothingFits());
    Result result = icecoat.run("deploy", "--image", "hmmer", "--token", "token-one");
    assertThat(result.status()).isEqualTo(5);
    assertThat(result.err())
        .isEqualTo(
            """
            Token token-one
            icecoat: No node fits
              node node1: does not hold the dataset (DATASET_ABSENT)
            """);
  }

  @Test
  void with_json_an_error_is_a_document_too() {
    icecoat.services().faults().fail("deployVm", nothingFits());
    assertThat(icecoat.run("deploy", "--image", "hmmer", "--token", "token-one", "--json").err())
        .isEqualTo(
            """
            {"remark":"Token token-one"}
            {
              "error" : "NOTHING_FITS",
              "message" : "No node fits",
              "reasons" : [ {
                "kind" : "node",
                "subject" : "node1",
                "code" : "DATASET_ABSENT",
                "description" : "does not hold the dataset"
              } ],
              "exitStatus" : 5
            }
            """);
  }

  @Test
  void with_json_a_wrong_command_line_is_a_document_wherever_json_stands() {
    for (String[] wrong :
        new String[][] {
          {"login", "--hours", "x", "--json"},
          {"login", "--json", "--hours", "x"},
          {"--json", "login", "--hours", "x"},
          {"fly", "--json"}
        }) {
      Result result = icecoat.run(wrong);
      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).startsWith("{\n  \"error\" : \"USAGE\",\n").endsWith("}\n");
    }
  }

  @Test
  void what_stands_behind_two_dashes_is_no_option() {
    assertThat(icecoat.run("login", "--hours", "x", "--", "--json").err())
        .startsWith("icecoat: ")
        .hasLineCount(1);
  }

  @Test
  void a_stack_trace_is_shown_only_with_debug() {
    icecoat.services().faults().fail("listVms", new IllegalStateException("boom"));
    icecoat.services().faults().fail("listVms", new IllegalStateException("boom"));
    assertThat(icecoat.run("list").err()).hasLineCount(1).contains("boom");
    assertThat(icecoat.run("list", "--debug").err()).contains("\tat org.icecoat.console");
  }

  @Test
  void a_completion_script_knows_the_commands() {
    assertThat(icecoat.run("completion", "bash").out()).contains("deploy", "--wait-application");
    assertThat(icecoat.run("completion", "zsh").out()).startsWith("autoload -U +X bashcompinit");
  }

  @Test
  void the_version_is_one_line() {
    assertThat(icecoat.run("version").out()).startsWith("icecoat ").hasLineCount(1);
  }

  @Test
  void the_configuration_says_where_each_setting_comes_from() {
    Result result = icecoat.run("config", "show", "--proxy", "/p");
    assertThat(result.out())
        .containsPattern("factory +https://factory.example:8443/factory +ICECOAT_FACTORY\n")
        .containsPattern("proxy +/p +--proxy\n")
        .contains("(does not exist)");
  }

  private static NothingFitsFault nothingFits() {
    NothingFitsFaultType content =
        WireFaults.described(new NothingFitsFaultType(), "NOTHING_FITS", "No node fits");
    content.getNodeReason().add(TestingFactory.reason("node1"));
    return new NothingFitsFault("x", content);
  }
}
