package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;

import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingImaLog;
import org.junit.jupiter.api.Test;

/** What a node can do to a list of files of which a factory knows the first lines. */
class ListedFilesAttacksTest extends ListedSite {
  @Test
  void a_removed_tail_is_refused() {
    isTrusted();
    node.kernel.ng("/bin/evil", "66");
    node.lie = logs -> with(logs, upTo(2, logs.from()), logs.from());
    isRejectedFor("A log does not lead to the quoted value of its PCR");
    isRejectedFor("A log does not lead to the quoted value of its PCR");
  }

  @Test
  void a_changed_line_is_refused_whenever_it_was_judged() {
    isTrusted();
    node.kernel.ng("/bin/good", "01").ng("/bin/evil", "66");
    node.kernel.lines().set(3, node.kernel.lines().get(2));
    isRejectedFor("A log does not lead to the quoted value of its PCR");
    node.kernel.lines().set(1, node.kernel.lines().get(1).replace("/bin/good", "/var/tmp/"));
    isRejectedFor("A line of the IMA log is not what", "A log does not lead to the quoted value");
  }

  @Test
  void a_list_that_begins_elsewhere_than_asked_is_refused() {
    isTrusted();
    node.kernel.ng("/bin/good", "01");
    ImaFrom elsewhere = new ImaFrom(1, Octets.parse("ee".repeat(32)));
    node.lie = logs -> with(logs, logs.ima(), elsewhere);
    isRejectedFor("does not begin at the line that was asked for");
    node.lie = logs -> with(logs, node.kernel.ascii(1), elsewhere);
    isRejectedFor("does not begin at the line that was asked for");
  }

  @Test
  void a_list_that_goes_on_from_another_value_is_refused() {
    TestingImaLog other = new TestingImaLog().unmeasuredBoot().ng("/bin/evil", "66");
    isTrusted();
    node.kernel = other.ng("/bin/good", "01");
    node.lie = logs -> with(logs, other.ascii(2), logs.from());
    isRejectedFor("A log does not lead to the quoted value of its PCR");
  }

  @Test
  void a_list_that_was_wound_back_without_a_reboot_makes_no_progress_until_there_is_one() {
    node.kernel.ng("/var/tmp/x", "66");
    isTrusted();
    node.boot();
    node.lie = logs -> with(logs, node.kernel.ascii(), ImaFrom.FIRST);
    isRejectedFor("The IMA log does not go on from where it was");
    wasAskedAfter(0L, 3L, 0L);
    node.lie = logs -> logs;
    isRejectedFor("The IMA log does not go on from where it was");
    node.reboot();
    isTrusted();
  }

  @Test
  void what_was_shown_beyond_the_quote_has_to_be_covered_by_the_next() {
    isTrusted();
    node.freezePcr();
    node.kernel.ng("/bin/evil", "66");
    isTrusted();
    isRejectedFor("The IMA log does not go on from where it was");
    isRejectedFor("The IMA log does not go on from where it was");
    node.lie = logs -> with(logs, upTo(2, logs.from()), logs.from());
    isRejectedFor("The IMA log does not go on from where it was");
  }

  @Test
  void a_line_that_the_next_quote_covers_is_no_reason() {
    node.freezePcr();
    node.kernel.ng("/bin/good", "01");
    isTrusted();
    node.freezePcr();
    node.kernel.ng("/bin/good", "01");
    isTrusted();
    isRejectedFor("The IMA log does not go on from where it was");
    node.freezePcr();
    isTrusted();
    wasAskedAfter(0L, 2L, 3L, 0L, 0L);
  }

  @Test
  void a_part_that_is_too_long_is_refused() {
    isTrusted();
    Octets long17 = Octets.of(new byte[17 << 20]);
    node.lie = logs -> with(logs, long17, logs.from());
    isRejectedFor("Its evidence cannot be read");
    node.lie = logs -> logs;
    isTrusted();
    wasAskedAfter(0L, 2L, 0L);
  }

  @Test
  void a_list_that_never_ends_is_given_up() {
    node.lines = 1;
    node.afterAnswer = () -> node.kernel.ng("/var/tmp/x", "66").ng("/var/tmp/y", "66");
    isRejectedFor("Only a part of the IMA log is there");
    assertThat(node.asked).hasSize(64);
  }
}
