package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;

import org.icecoat.trust.evidence.Evidence;
import org.junit.jupiter.api.Test;

/** When a list of files is asked for from its first line on, and when it comes in parts. */
class ListedFilesTest extends ListedSite {
  @Test
  void a_list_that_is_longer_than_an_answer_comes_in_parts_and_then_only_what_is_new() {
    for (int i = 0; i < 8; i++) {
      node.kernel.ng("/var/tmp/" + i, "66");
    }
    node.lines = 3;
    isTrusted();
    wasAskedAfter(0L, 3L, 6L, 9L);
    node.kernel.ng("/bin/good", "01");
    isTrusted();
    wasAskedAfter(10L);
  }

  @Test
  void an_unknown_file_in_any_part_is_told_by_its_line() {
    node.kernel.ng("/bin/evil", "66").ng("/bin/good", "02").ng("/bin/good", "01");
    node.lines = 1;
    isRejectedFor("line 3, /bin/evil", "line 4, /bin/good");
    wasAskedAfter(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void after_a_reboot_the_list_begins_anew_and_a_shorter_one_is_no_matter() {
    node.kernel.ng("/var/tmp/x", "66");
    isTrusted();
    node.reboot();
    isTrusted();
    isTrusted();
    wasAskedAfter(0L, 3L, 0L, 2L);
  }

  @Test
  void a_reboot_between_two_parts_is_no_reason_either() {
    node.kernel.ng("/var/tmp/x", "66").ng("/var/tmp/y", "66");
    node.lines = 2;
    node.afterAnswer =
        () -> {
          node.reboot();
          node.afterAnswer = () -> {};
        };
    isTrusted();
    wasAskedAfter(0L, 2L, 0L);
  }

  @Test
  void another_policy_or_another_version_has_to_see_the_whole_list() {
    isTrusted();
    policies.put("site.pem", policy("site", 2, "01"));
    inForce.refresh();
    isTrusted();
    isTrusted();
    wasAskedAfter(0L, 0L, 2L);
    policies.put("strict.pem", policy("strict", 1, "01"));
    inForce.refresh();
    isTrusted();
    isTrusted();
    wasAskedAfter(0L, 2L);
  }

  @Test
  void a_new_version_that_refuses_an_old_line_is_never_taken_to_have_accepted_it() {
    isTrusted();
    policies.put("site.pem", policy("site", 2, "02"));
    inForce.refresh();
    assertThat(attest().policy()).contains("site version 1");
    assertThat(attest().policy()).contains("site version 1");
    wasAskedAfter(0L, 0L, 0L);
    clock.advance(TestingPolicies.ROLL_OUT);
    isRejectedFor("line 2, /bin/good");
    wasAskedAfter(0L);
  }

  @Test
  void evidence_for_writers_of_policies_holds_the_whole_list() {
    isTrusted();
    node.asked.clear();
    Evidence evidence = trust.evidence(NODE);
    wasAskedAfter(0L);
    assertThat(evidence.logs().ima()).isEqualTo(node.kernel.ascii());
  }

  @Test
  void a_policy_that_asks_for_no_files_may_refuse_the_node_all_the_same() {
    policies.put(
        "other.pem",
        """
        name: other
        version: 1
        maximal-age: 10m
        tpms: {classes: [emulated], makers: [any]}
        pcrs: {bank: sha256, quoted: [{pcr: 7, values: ['sha256:%s']}]}
        ima: none
        """
            .formatted("77".repeat(32)));
    inForce.refresh();
    isTrusted();
    isTrusted();
    wasAskedAfter(0L, 2L);
  }

  @Test
  void two_attestations_at_a_time_do_not_accuse_each_other() {
    isTrusted();
    node.kernel.ng("/bin/good", "01");
    node.afterAnswer =
        () -> {
          node.afterAnswer = () -> {};
          node.kernel.ng("/bin/good", "01");
          isTrusted();
        };
    isTrusted();
    isTrusted();
    wasAskedAfter(0L, 2L, 2L, 4L);
  }
}
