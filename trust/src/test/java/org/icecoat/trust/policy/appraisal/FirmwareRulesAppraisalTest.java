package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.icecoat.trust.testing.TestingEventLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareRulesAppraisalTest {
  @TempDir private static Path folder;
  private static TestingSigners signers;

  private TestingSite site;

  @BeforeAll
  static void open() {
    signers = new TestingSigners(folder);
  }

  @AfterAll
  static void close() {
    signers.close();
  }

  @BeforeEach
  void start() {
    site = new TestingSite(signers);
  }

  @Test
  void an_unknown_event_is_refused_with_its_number_pcr_and_digest() {
    site.node.measured(4, EventType.EV_EFI_BOOT_SERVICES_APPLICATION, "evil");
    Rejected rejected = site.rejected();
    assertThat(rejected.detailed())
        .startsWith("EVENT_UNKNOWN: event 8 (EV_EFI_BOOT_SERVICES_APPLICATION, PCR 4) sha256:")
        .contains(TestingNode.sha256("evil"));
    assertThat(rejected.plain()).isEqualTo(PolicyReason.EVENT_UNKNOWN.plain());
    assertThat(rejected.refusals().get(0).policy()).isEqualTo(site.inForce().get(0).id());
  }

  @Test
  void an_event_of_another_type_or_pcr_is_unknown_whatever_its_digest() {
    site.node.firmware.event(0, EventType.EV_POST_CODE, TestingEventLog.digest("b0"), "00");
    site.node.firmware.event(
        7, EventType.EV_EFI_BOOT_SERVICES_APPLICATION, TestingEventLog.digest("b0"), "00");
    site.isRefusedFor("EVENT_UNKNOWN", "EVENT_LATE", "EVENT_UNKNOWN", "EVENT_LATE");
  }

  @Test
  void secure_boot_switched_off_is_seen() {
    site.node.firmware.measured(
        7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, TestingEventLog.secureBoot("00"));
    site.isRefusedFor("EVENT_UNKNOWN", "EVENT_LATE");
  }

  @Test
  void events_of_pcrs_that_the_policy_leaves_out_are_nobodys_business() {
    site.node.measured(9, EventType.EV_IPL, "initrd").measured(8, EventType.EV_IPL, "quiet");
    site.isTrusted();
  }

  @Test
  void an_event_that_has_to_be_there_is_missed() {
    site.accept(
        TestingSite.version(2)
            .replace(
                "components:",
                "  - {pcr: 7, type: EV_EFI_VARIABLE_AUTHORITY, digests: [DB]}\ncomponents:"
                    .replace("DB", "sha256:" + "db".repeat(32))),
        0);
    Rejected rejected = site.rejected();
    assertThat(rejected.detailed())
        .isEqualTo("EVENT_MISSING: EV_EFI_VARIABLE_AUTHORITY in PCR 7: sha256:dbdbdbdbdbdb...");
  }

  @Test
  void a_pcr_into_which_nothing_was_measured_is_not_believed() {
    site.accept(
        TestingSite.version(2)
            .replace("- {pcr: 7, by-log", "- {pcr: 2, by-log: firmware}\n    - {pcr: 7, by-log")
            .replace(
                "components:\n  - {name: q",
                "  - {pcr: 2, type: EV_SEPARATOR, any: true, optional: true}\n"
                    + "components:\n  - {name: q"),
        0);
    site.node.firmwarePcrs = new int[] {0, 2, 4, 7};
    site.isRefusedFor("PCR_SILENT");
  }

  @Test
  void a_log_full_of_unknown_events_makes_a_bounded_result() {
    for (int i = 0; i < 300; i++) {
      site.node.measured(0, EventType.EV_POST_CODE, "x" + i);
    }
    Rejected rejected = site.rejected();
    assertThat(rejected.objections()).hasSize(2 * 51);
    assertThat(rejected.objections().get(100).detail()).isEqualTo("and 250 more");
  }
}
