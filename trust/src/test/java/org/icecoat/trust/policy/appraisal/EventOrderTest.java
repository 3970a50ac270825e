package org.icecoat.trust.policy.appraisal;

import static org.icecoat.trust.testing.TestingEventLog.hex;

import java.nio.file.Path;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.icecoat.trust.testing.TestingEventLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that rules of the policy match, measured where the firmware does not measure them. */
class EventOrderTest {
  private static final String SEPARATOR = "00000000";

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
  void what_the_policy_asks_for_does_not_count_after_the_separator() {
    site.node.measured(0, EventType.EV_S_CRTM_VERSION, "1.0");
    site.isRefusedFor("EVENT_LATE");
  }

  @Test
  void boot_loaders_and_their_signers_come_after_the_separator() {
    alsoAllows("{pcr: 7, type: EV_EFI_VARIABLE_AUTHORITY, digests: [%s]}", "signer");
    site.node.measured(7, EventType.EV_EFI_VARIABLE_AUTHORITY, "signer");
    site.node.measured(4, EventType.EV_EFI_ACTION, "Calling EFI Application");
    site.isTrusted();
  }

  @Test
  void a_rule_may_let_its_events_be_late() {
    alsoAllows("{pcr: 0, type: EV_POST_CODE, digests: [%s], late: true}", "smm");
    site.node.measured(0, EventType.EV_POST_CODE, "smm");
    site.isTrusted();
  }

  @Test
  void a_second_separator_is_refused_whatever_its_type_is_called() {
    alsoAllows("{pcr: 4, type: EV_IPL, any: true}", "");
    site.node.firmware.measured(4, EventType.EV_IPL, "ffffffff");
    site.isRefusedFor("SEPARATOR_TWICE");
  }

  @Test
  void a_pcr_without_a_separator_is_refused_and_one_that_tells_of_an_error_is_none() {
    alsoAllows("{pcr: 0, type: EV_SEPARATOR, any: true, optional: true}", "");
    site.node.firmware = withoutPcr0().measured(0, EventType.EV_S_CRTM_VERSION, hex("1.0"));
    site.isRefusedFor("SEPARATOR_MISSING", "EVENT_MISSING");
    site.node.firmware.measured(0, EventType.EV_SEPARATOR, "01000000");
    site.isRefusedFor("SEPARATOR_MISSING", "EVENT_MISSING");
    site.node.firmware.measured(0, EventType.EV_SEPARATOR, SEPARATOR);
    site.isTrusted();
  }

  @Test
  void variables_of_secure_boot_are_measured_once_and_before_their_use() {
    alsoAllows("{pcr: 7, type: EV_EFI_VARIABLE_AUTHORITY, digests: [%s]}", "signer");
    TestingEventLog log = new TestingEventLog();
    log.measured(0, EventType.EV_S_CRTM_VERSION, hex("1.0"));
    log.measured(0, EventType.EV_SEPARATOR, SEPARATOR);
    log.measured(7, EventType.EV_EFI_VARIABLE_AUTHORITY, hex("signer"));
    log.measured(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, TestingEventLog.secureBoot("01"));
    log.measured(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, TestingEventLog.secureBoot("01"));
    log.measured(7, EventType.EV_SEPARATOR, SEPARATOR);
    log.event(4, EventType.EV_EFI_BOOT_SERVICES_APPLICATION, TestingEventLog.digest("b0"), "00");
    site.node.firmware = log.measured(4, EventType.EV_SEPARATOR, SEPARATOR);
    site.isRefusedFor("EVENT_EARLY", "VARIABLE_TWICE");
  }

  /** The usual log but for PCR 0. */
  private static TestingEventLog withoutPcr0() {
    return new TestingEventLog()
        .measured(7, EventType.EV_EFI_VARIABLE_DRIVER_CONFIG, TestingEventLog.secureBoot("01"))
        .measured(7, EventType.EV_SEPARATOR, SEPARATOR)
        .event(4, EventType.EV_EFI_BOOT_SERVICES_APPLICATION, TestingEventLog.digest("b0"), "00")
        .measured(4, EventType.EV_SEPARATOR, SEPARATOR);
  }

  /** One rule more, for what is measured of that text. */
  private void alsoAllows(String rule, String text) {
    String more = "  - " + rule.formatted(TestingNode.sha256(text)) + "\ncomponents:\n";
    site.accept(TestingSite.version(2).replace("components:\n", more), 0);
  }
}
