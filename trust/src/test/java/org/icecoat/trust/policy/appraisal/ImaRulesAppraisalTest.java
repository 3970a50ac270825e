package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingImaLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImaRulesAppraisalTest {
  private static final String RULES =
      "{excluded: [/var/tmp/], files: {/usr/bin/qemu: ['sha256:%s']}}".formatted("ab".repeat(32));

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
    site.node.listing();
    site.accept(TestingSite.withFiles(2, RULES), 0);
  }

  @Test
  void the_list_of_a_good_boot_under_the_pcrs_of_another_one_is_refused_for_that() {
    site.node.files.ng("/usr/bin/qemu", "ab");
    site.isTrusted();
    site.node.measured(4, EventType.EV_EFI_ACTION, "Calling EFI Application");
    site.isRefusedFor("BOOT_AGGREGATE_DIFFERS");
    site.node.listing().files.ng("/usr/bin/qemu", "ab");
    site.isTrusted();
  }

  @Test
  void a_list_that_does_not_begin_with_a_boot_is_refused() {
    site.node.files = new TestingImaLog().ng("/usr/bin/qemu", "ab");
    site.isRefusedFor("BOOT_AGGREGATE_DIFFERS");
  }

  @Test
  void files_and_a_part_of_the_boot_are_proof_of_nothing_though_all_of_it_is_quoted() {
    site.accept(TestingSite.withFilesOnly(3, RULES), 0);
    site.isRefusedFor("FILES_WITHOUT_BOOT");
    assertThat(site.rejected().detailed()).contains("PCRs [1, 2, 3, 5, 6, 8, 9] have no rule");
    site.node.firmwarePcrs = new int[] {0, 4, 7};
    site.isRefusedFor("FILES_WITHOUT_BOOT", "BOOT_AGGREGATE_DIFFERS");
  }

  @Test
  void files_that_the_policy_knows_are_accepted_and_excluded_folders_not_looked_at() {
    site.node.files.ng("/usr/bin/qemu", "ab").ng("/var/tmp/x", "66");
    site.isTrusted();
  }

  @Test
  void files_unknown_and_changed_are_each_refused_for_their_reason() {
    site.node.files.ng("/usr/bin/evil", "66").ng("/usr/bin/qemu", "66").ng("/var/tmpx", "66");
    site.isRefusedFor("FILE_UNKNOWN", "FILE_CHANGED", "FILE_UNKNOWN");
    assertThat(site.rejected().detailed())
        .startsWith("FILE_UNKNOWN: line 2, /usr/bin/evil: sha256:6666")
        .contains("FILE_CHANGED: line 3, /usr/bin/qemu: sha256:6666");
  }

  @Test
  void a_list_that_cannot_be_read_is_refused() {
    Evidence.Logs logs = site.node.logs();
    Octets rubbish = Octets.parse("ff0a");
    assertThat(
            TestingSite.codes(
                site.appraise(
                    site.node.shown(
                        site.node.values(),
                        new Evidence.Logs(logs.firmware(), logs.components(), rubbish)))))
        .contains("IMA_LOG_MALFORMED");
  }

  @Test
  void a_digest_of_sha_1_is_refused_even_for_a_known_file() {
    site.node.files.legacy("/usr/bin/qemu", "ab");
    site.isRefusedFor("FILE_DIGEST_WEAK");
  }

  @Test
  void a_file_that_changed_while_it_was_measured_is_refused() {
    site.node.files.violation("/usr/bin/qemu");
    site.isRefusedFor("IMA_VIOLATION");
  }

  @Test
  void such_a_file_is_refused_also_if_the_list_says_that_it_lay_in_an_excluded_folder() {
    site.node.files.ng("/usr/bin/qemu", "ab").ng("/var/tmp/x", "66").violation("/usr/bin/qemu");
    site.node.files.lines().replaceAll(ImaRulesAppraisalTest::moved);
    site.isRefusedFor("IMA_VIOLATION");
  }

  private static String moved(String violation) {
    return violation.contains(" 0000") ? violation.replace("/usr/bin/", "/var/tmp/") : violation;
  }

  @Test
  void a_boot_aggregate_whose_digest_is_void_is_of_no_boot() {
    site.node.files = new TestingImaLog().violation("boot_aggregate");
    site.isRefusedFor("BOOT_AGGREGATE_DIFFERS");
  }

  @Test
  void a_second_boot_aggregate_is_a_file_like_any_other() {
    site.node.files.ng("boot_aggregate", "66");
    site.isRefusedFor("FILE_UNKNOWN");
  }

  @Test
  void a_kernel_that_measures_nothing_and_a_list_that_is_left_out_are_refused() {
    site.node.files = new TestingImaLog();
    site.isRefusedFor("LOG_MISSING");
    site.node.files.forged("10 " + "11".repeat(20) + " ima-ng sha256:" + "ab".repeat(32) + " /x");
    site.isRefusedFor("PCR_SILENT");
  }

  @Test
  void a_line_taken_out_of_the_list_is_noticed() {
    site.node.files.ng("/usr/bin/evil", "66").ng("/usr/bin/qemu", "ab");
    site.node.files.lines().remove(1);
    site.isRefusedFor("LOG_DIFFERS_FROM_PCR");
  }

  @Test
  void a_list_full_of_unknown_files_makes_a_bounded_result() {
    for (int i = 0; i < 200; i++) {
      site.node.files.ng("/x" + i, "66").violation("/y" + i);
    }
    assertThat(site.rejected().objections())
        .hasSize(102)
        .extracting(Objection::detail)
        .endsWith("and 150 more", "and 150 more");
  }
}
