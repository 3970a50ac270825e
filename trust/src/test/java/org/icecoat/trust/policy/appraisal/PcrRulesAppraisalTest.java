package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.policy.appraisal.TestingNode.Shown;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcrRulesAppraisalTest {
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
  void logs_that_are_left_out_are_missed() {
    Shown shown = site.node.shown(site.node.values(), Evidence.Logs.NONE);
    assertThat(TestingSite.codes(site.appraise(shown)))
        .containsExactly("LOG_MISSING", "LOG_MISSING");
  }

  @Test
  void logs_of_another_machine_do_not_lead_to_the_pcrs() {
    TestingNode other = TestingNode.at(signers.now());
    other.measured(4, EventType.EV_EFI_ACTION, "other").component("qemu", "e0");
    Shown shown = other.shown(other.values(), site.node.logs());
    assertThat(TestingSite.codes(site.appraise(shown)))
        .containsExactly("LOG_DIFFERS_FROM_PCR", "LOG_DIFFERS_FROM_PCR");
  }

  @Test
  void logs_that_cannot_be_read_are_refused() {
    Octets rubbish = Octets.parse("0102");
    Shown shown =
        site.node.shown(site.node.values(), new Evidence.Logs(rubbish, rubbish, Octets.EMPTY));
    assertThat(TestingSite.codes(site.appraise(shown)))
        .containsExactly("EVENT_LOG_MALFORMED", "COMPONENT_LOG_MALFORMED");
  }

  @Test
  void a_quote_without_a_pcr_of_the_policy_is_not_enough() {
    PcrValues few = PcrValues.of(PcrBank.SHA256, Map.of(0, site.node.values().value(0)));
    assertThat(TestingSite.codes(site.appraise(site.node.shown(few, site.node.logs()))))
        .containsExactly("PCR_NOT_QUOTED", "PCR_NOT_QUOTED", "PCR_NOT_QUOTED");
  }

  @Test
  void a_quote_of_another_bank_is_refused() {
    PcrValues sha1 = PcrValues.of(PcrBank.SHA1, Map.of(0, PcrBank.SHA1.zero()));
    assertThat(TestingSite.codes(site.appraise(site.node.shown(sha1, site.node.logs()))))
        .containsExactly("PCR_BANK");
  }

  @Test
  void a_value_that_the_policy_names_has_to_be_it() {
    String value = "sha256:" + site.node.values().value(0).hex();
    site.accept(
        TestingSite.version(2)
            .replace("{pcr: 0, by", "{pcr: 0, values: ['%s'], by".formatted(value)),
        0);
    site.isTrusted();
    site.node.measured(0, EventType.EV_SEPARATOR, "\0\0\0\0");
    site.isRefusedFor("PCR_VALUE", "SEPARATOR_TWICE");
  }

  @Test
  void logs_other_than_those_that_came_with_the_quote_are_noticed() {
    Shown one = site.node.shown();
    Shown other = site.node.shown();
    Appraisal appraisal = site.appraise(new Shown(one.quote(), other.evidence()));
    assertThat(TestingSite.codes(appraisal)).containsExactly("EVIDENCE_DIFFERS");
  }
}
