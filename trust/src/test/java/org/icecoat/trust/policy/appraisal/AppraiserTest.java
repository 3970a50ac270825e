package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.appraisal.TestingNode.Shown;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppraiserTest {
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
  void a_node_as_the_policy_asks_is_trusted_for_a_time() {
    Shown shown = site.node.shown();
    site.node.clock.advance(Duration.ofMinutes(1));
    Trusted trusted = (Trusted) site.appraise(shown);
    assertThat(trusted.policy()).isEqualTo(site.inForce().get(0).id());
    assertThat(trusted.evidence()).isEqualTo(shown.evidence().digest());
    assertThat(trusted.appraised()).isEqualTo(site.node.clock.instant());
    assertThat(trusted.validUntil()).isEqualTo(shown.quote().asked().plus(Duration.ofMinutes(10)));
    assertThat(trusted.quote()).isSameAs(shown.quote());
  }

  @Test
  void without_a_policy_in_force_nobody_is_trusted() {
    Shown shown = site.node.shown();
    Appraisal appraisal = site.appraise(shown, List.of());
    assertThat(TestingSite.codes(appraisal)).containsExactly("NO_POLICY");
  }

  @Test
  void an_emulated_tpm_and_another_maker_are_refused_each_for_its_reason() {
    site.node.tpm = new ProvenTpm(TpmClass.EMULATED, "ACME", site.node.tpm.authorities());
    site.isRefusedFor("TPM_CLASS");
    site.node.tpm = new ProvenTpm(TpmClass.HARDWARE, "Other", site.node.tpm.authorities());
    site.isRefusedFor("TPM_MAKER");
  }

  @Test
  void a_maker_may_be_named_by_the_fingerprint_of_its_ca_or_as_any() {
    site.accept(TestingSite.version(2).replace("[ACME]", "['sha256:" + "ca".repeat(32) + "']"), 0);
    site.isTrusted();
    site.node.tpm = new ProvenTpm(TpmClass.HARDWARE, "Other", Set.of());
    site.isRefusedFor("TPM_MAKER");
    site.accept(TestingSite.version(3).replace("[ACME]", "[any]"), 0);
    site.isTrusted();
  }

  @Test
  void a_tpm_with_old_firmware_is_refused() {
    site.accept(TestingSite.version(2).replace("0x2019102300163636", "0x2019102300163637"), 0);
    site.isRefusedFor("TPM_FIRMWARE");
  }

  @Test
  void a_quote_older_than_the_policy_allows_is_refused() {
    Shown shown = site.node.shown();
    site.node.clock.advance(Duration.ofMinutes(10));
    assertThat(TestingSite.codes(site.appraise(shown))).containsExactly("EVIDENCE_OLD");
  }

  @Test
  void all_reasons_are_given_together() {
    site.node.tpm = new ProvenTpm(TpmClass.EMULATED, "Other", site.node.tpm.authorities());
    site.node.measured(0, EventType.EV_POST_CODE, "x").component("rootkit", "66");
    site.node.components.remove(0);
    site.isRefusedFor(
        "TPM_CLASS",
        "TPM_MAKER",
        "EVENT_UNKNOWN",
        "EVENT_LATE",
        "COMPONENT_UNKNOWN",
        "COMPONENT_MISSING");
  }

  @Test
  void during_a_roll_out_the_newest_version_that_accepts_is_told() {
    site.accept(TestingSite.version(2).replace("e0e0", "e1e1"), 60);
    Trusted old = (Trusted) site.appraise();
    assertThat(old.policy().version()).isEqualTo(1);
    assertThat(old.validUntil()).isEqualTo(site.node.clock.instant().plusSeconds(60));
    site.node.components.clear();
    site.node.component("qemu", "e1").component("libvirt", "1b").component("plugin", "50");
    assertThat(((Trusted) site.appraise()).policy().version()).isEqualTo(2);
  }

  @Test
  void after_the_roll_out_only_the_newer_version_counts() {
    site.accept(TestingSite.version(2).replace("e0e0", "e1e1"), 60);
    List<AcceptedPolicy> both = site.inForce();
    site.node.clock.advance(Duration.ofSeconds(60));
    Shown shown = site.node.shown();
    assertThat(TestingSite.codes(site.appraise(shown))).containsExactly("COMPONENT_CHANGED");
    Appraisal late = site.appraise(shown, both);
    assertThat(TestingSite.codes(late)).containsExactly("COMPONENT_CHANGED", "POLICY_ENDED");
  }
}
