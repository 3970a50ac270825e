package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.GridPlan;
import org.icecoat.testbed.grid.TestingConsole;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingFirmware;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A node whose firmware logs its boot and whose kernel lists files, under a policy that asks for
 * both, from TPM to verdict.
 */
@MakingAttestedGrid
class ListedFilesIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String NODE = "node1";
  private static final String GOOD = "/usr/bin/good";
  private static final TestingFirmware FIRMWARE = TestingFirmware.recorded();
  private static final String DRAFT =
      "policy draft node.evidence --name site --allow-emulated --files -o site.yaml";
  private static Grid grid;
  private static TestingConsole administrator;

  private MeasuringKernel kernel;

  @BeforeAll
  static void a_policy_asks_for_files() {
    grid =
        Grid.start(
            GridPlan.of(TOP, TOP.resolve("testbed/target/listed-grid")).withTpms().withNode(NODE));
    administrator = new TestingConsole(grid.administrator());
    MeasuringKernel.boot(grid, NODE, FIRMWARE).measures(GOOD, "01");
    must("node", "evidence", NODE, "-o", "node.evidence");
    must(DRAFT.split(" "));
    Path policy = administrator.home().resolve("site.yaml");
    String draft = Folders.read(policy);
    assertThat(draft)
        .contains("{pcr: 0, by-log: firmware}", "{pcr: 4, by-log: firmware}")
        .contains("type: EV_EFI_BOOT_SERVICES_APPLICATION, digests:")
        .contains("{pcr: 10, by-log: ima}", "excluded: []");
    Folders.write(policy, draft.replace("excluded: []", "excluded: [/opt/long/]"));
    must("policy", "sign", "site.yaml", "-o", "site.cms");
    must("policy", "activate", "site.cms", "--to", "factory");
  }

  private static void must(String... words) {
    Grid.must(administrator.run(words));
  }

  @AfterAll
  static void close() {
    if (grid != null) {
      grid.close();
    }
  }

  @BeforeEach
  void a_node_with_a_short_list_is_trusted() {
    kernel = MeasuringKernel.boot(grid, NODE, FIRMWARE);
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

  @Test
  void the_log_of_the_firmware_is_judged_by_its_events_and_counts_as_far_as_the_tpm_bears_it_out()
      throws IOException {
    assertThat(evidence(trusted()).logs().firmware()).isEqualTo(FIRMWARE.log());
    TestingFirmware other = FIRMWARE.andRuns("66");
    kernel.firmwareSays(other);
    assertRejected("A log does not lead to the quoted value of its PCR");
    kernel.firmwareSaysNothing();
    assertRejected("The node sent no log of a kind that the policy asks for", "the firmware's");
    MeasuringKernel.boot(grid, NODE, other).measures(GOOD, "01");
    assertRejected(
        "The firmware measured something that no rule of the policy matches",
        "(EV_EFI_BOOT_SERVICES_APPLICATION, PCR 4) sha256:6666");
    kernel.firmwareSays(FIRMWARE);
    assertRejected("A log does not lead to the quoted value of its PCR");
  }

  @Test
  void a_log_of_the_firmware_that_cannot_be_read_is_told_with_what_to_do() {
    kernel.firmwareLogIsUnreadable();
    Output refused = administrator.run("node", "attest", NODE);
    assertThat(refused.succeeded()).isFalse();
    assertThat(refused.err())
        .contains("node1: The event log of the node's firmware cannot be read")
        .contains("let the plug-in's account read the file that tpm.firmware-log names");
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

  private static void assertRejected(String... why) {
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
