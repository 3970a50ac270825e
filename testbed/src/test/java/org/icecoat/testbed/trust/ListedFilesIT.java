package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.GridPlan;
import org.icecoat.testbed.grid.TestingConsole;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingImaLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node whose kernel lists files, under a policy that asks for them, from TPM to verdict. */
@MakingAttestedGrid
class ListedFilesIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String NODE = "node1";
  private static final String GOOD = "/usr/bin/good";
  private static final String POLICY =
      """
      name: site
      version: 1
      maximal-age: 10m
      tpms: {classes: [emulated], makers: [any]}
      pcrs:
        bank: sha256
        quoted: [%s, {pcr: 10, by-log: ima}]
      ima:
        files:
          /usr/bin/good: ["sha256:%s"]
        excluded: [/opt/long/]
      """
          .formatted(TestingImaLog.UNMEASURED_BOOT, "01".repeat(32));

  private static Grid grid;
  private static TestingConsole administrator;

  private MeasuringKernel kernel;

  @BeforeAll
  static void a_policy_asks_for_files() {
    grid =
        Grid.start(
            GridPlan.of(TOP, TOP.resolve("testbed/target/listed-grid")).withTpms().withNode(NODE));
    administrator = new TestingConsole(grid.administrator());
    Folders.write(administrator.home().resolve("site.yaml"), POLICY);
    Grid.must(administrator.run("policy", "sign", "site.yaml", "-o", "site.cms"));
    Grid.must(administrator.run("policy", "activate", "site.cms", "--to", "factory"));
  }

  @AfterAll
  static void close() {
    if (grid != null) {
      grid.close();
    }
  }

  @BeforeEach
  void a_node_with_a_short_list_is_trusted() {
    kernel = MeasuringKernel.boot(grid.tpm(NODE), grid.imaLog(NODE));
    kernel.measures(GOOD, "01");
    trusted();
  }

  @Test
  void a_list_longer_than_an_answer_comes_in_parts_and_then_only_what_is_new_of_it()
      throws IOException {
    kernel.measuresMany("/opt/long/", 3400);
    Evidence.Logs last = evidence(trusted()).logs();
    assertThat(last.from().lines()).isGreaterThan(2000);
    assertThat(last.from().lines() + lines(last)).isEqualTo(kernel.lines());
    assertThat(last.more()).isFalse();

    long judged = kernel.lines();
    kernel.measures(GOOD, "01");
    kernel.measures("/opt/long/new", "03");
    Evidence.Logs news = evidence(trusted()).logs();
    assertThat(news.from().lines()).isEqualTo(judged);
    assertThat(lines(news)).isEqualTo(2);
  }

  @Test
  void a_line_in_place_of_what_was_measured_is_found_out_until_the_node_is_booted() {
    kernel.lies("/usr/bin/evil", "66", GOOD, "01");
    assertRejected("A log does not lead to the quoted value of its PCR");
    kernel.measures(GOOD, "01");
    assertRejected("A log does not lead to the quoted value of its PCR");
    a_node_with_a_short_list_is_trusted();
  }

  @Test
  void a_violated_file_is_refused_wherever_the_list_says_that_it_lay() {
    kernel.isViolated("/opt/long/written");
    assertRejected("line 3, /opt/long/written");
  }

  @Test
  void a_file_that_the_policy_does_not_know_is_named() {
    kernel.measures("/usr/bin/evil", "66");
    assertRejected("/usr/bin/evil: sha256:6666");
  }

  @Test
  void a_line_that_no_quote_ever_covers_is_found_out_by_the_next_attestation() {
    kernel.listsOnly(GOOD, "01");
    trusted();
    assertRejected("The IMA log does not go on from where it was");
  }

  private static JsonNode attest() {
    return administrator.json("node", "attest", NODE).get("trust");
  }

  /** The result of asking the node now, which has to be good. */
  private static JsonNode trusted() {
    JsonNode trust = attest();
    assertThat(trust.get("verdict").asText()).as(trust.toString()).isEqualTo("Trusted");
    return trust;
  }

  private static void assertRejected(String why) {
    JsonNode trust = attest();
    assertThat(trust.get("verdict").asText()).as(trust.toString()).isEqualTo("Rejected");
    assertThat(AttestedGrid.texts(trust.get("reasons")))
        .anySatisfy(reason -> assertThat(reason).contains(why));
  }

  private static Evidence evidence(JsonNode trust) throws IOException {
    String digest = trust.get("evidence").asText();
    Grid.must(
        administrator.run("node", "evidence", NODE, "--digest", digest, "-o", "shown.evidence"));
    return Evidence.parse(
        Octets.of(Files.readAllBytes(administrator.home().resolve("shown.evidence"))));
  }

  private static long lines(Evidence.Logs logs) {
    long lines = 0;
    for (byte each : logs.ima().bytes()) {
      lines += each == '\n' ? 1 : 0;
    }
    return lines;
  }
}
