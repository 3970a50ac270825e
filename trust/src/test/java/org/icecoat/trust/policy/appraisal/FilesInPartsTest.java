package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.ima.ImaFragment;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.ima.ImaVerifier;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.appraisal.TestingNode.Shown;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list of files that comes in parts is trusted only if each line was judged. */
class FilesInPartsTest {
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
    String rules = "{files: {/usr/bin/qemu: ['sha256:%s']}}".formatted("ab".repeat(32));
    site.accept(TestingSite.withFiles(2, rules), 0);
    site.node.files.ng("/usr/bin/qemu", "ab");
  }

  @Test
  void all_parts_of_known_files_are_trusted() {
    site.node.files.ng("/usr/bin/qemu", "ab").ng("/usr/bin/qemu", "ab");
    assertThat(inParts(1)).isInstanceOf(Trusted.class);
    assertThat(inParts(3)).isInstanceOf(Trusted.class);
  }

  @Test
  void the_parts_of_another_boot_s_list_are_refused_for_that() {
    site.node.files.ng("/usr/bin/qemu", "ab").ng("/usr/bin/qemu", "ab");
    site.node.measured(4, EventType.EV_EFI_ACTION, "Calling EFI Application");
    assertThat(TestingSite.codes(inParts(1))).containsExactly("BOOT_AGGREGATE_DIFFERS");
    assertThat(TestingSite.codes(inParts(9))).containsExactly("BOOT_AGGREGATE_DIFFERS");
  }

  @Test
  void what_is_wrong_with_any_part_is_wrong_with_the_list() {
    site.node.files.ng("/usr/bin/evil", "66").ng("/usr/bin/qemu", "66").ng("/usr/bin/qemu", "ab");
    Appraisal appraisal = inParts(1);
    assertThat(TestingSite.codes(appraisal)).containsExactly("FILE_UNKNOWN", "FILE_CHANGED");
    assertThat(((Rejected) appraisal).detailed()).contains("line 3, /usr/bin/evil", "line 4, ");
  }

  @Test
  void a_list_that_goes_on_where_it_was_is_trusted_with_and_without_new_lines() {
    ImaPosition known = judgedSoFar();
    PolicyId policy = site.inForce().get(0).id();
    assertThat(goingOn(known, Set.of(policy))).isInstanceOf(Trusted.class);
    site.node.files.ng("/usr/bin/qemu", "ab");
    assertThat(goingOn(known, Set.of(policy))).isInstanceOf(Trusted.class);
    site.node.files.ng("/usr/bin/evil", "66");
    assertThat(TestingSite.codes(goingOn(known, Set.of(policy)))).containsExactly("FILE_UNKNOWN");
  }

  @Test
  void a_policy_that_has_not_judged_the_lines_before_refuses_those_after() {
    assertThat(TestingSite.codes(goingOn(judgedSoFar(), Set.of())))
        .containsExactly("IMA_LOG_PARTIAL");
  }

  @Test
  void a_boot_aggregate_at_the_beginning_of_a_part_is_a_file_like_any_other() {
    ImaPosition known = judgedSoFar();
    site.node.files.ng("boot_aggregate", "66");
    Appraisal appraisal = goingOn(known, Set.of(site.inForce().get(0).id()));
    assertThat(TestingSite.codes(appraisal)).containsExactly("FILE_UNKNOWN");
  }

  @Test
  void who_asks_for_the_whole_list_takes_no_part_of_it() {
    ImaPosition known = judgedSoFar();
    assertThat(TestingSite.codes(site.appraise(shown(ImaFrom.FIRST, 1))))
        .containsExactly("IMA_LOG_PARTIAL");
    assertThat(TestingSite.codes(site.appraise(shown(known.from(), 9))))
        .containsExactly("IMA_PART_DIFFERS");
  }

  @Test
  void evidence_that_was_kept_tells_that_it_holds_a_part() {
    ImaPosition known = judgedSoFar();
    for (ImaFrom from : new ImaFrom[] {known.from(), ImaFrom.FIRST}) {
      Measurements claimed =
          Measurements.claimed(shown(from, 1).evidence()).accepted().orElseThrow();
      PolicyComparison comparison =
          new PolicyComparison(Optional.empty(), site.inForce().get(0).signed().policy());
      assertThat(comparison.judge(claimed).after())
          .extracting(Objection::code)
          .contains("IMA_LOG_PARTIAL");
    }
  }

  private ImaPosition judgedSoFar() {
    Shown shown = site.node.shown();
    return ImaVerifier.verify(shown.evidence().logs(), shown.quote(), ImaPosition.START)
        .accepted()
        .orElseThrow()
        .position();
  }

  private Appraisal goingOn(ImaPosition known, Set<PolicyId> accepted) {
    return appraise(shown(known.from(), 9), FilesBefore.accepted(known, accepted));
  }

  private Appraisal inParts(int lines) {
    FilesBefore before = FilesBefore.NONE;
    while (true) {
      Shown shown = shown(before.position().from(), lines);
      Optional<ImaFragment> part =
          ImaVerifier.unfinished(shown.evidence().logs(), shown.quote(), before.position());
      if (part.isEmpty()) {
        return appraise(shown, before);
      }
      before = before.and(part.get(), site.inForce());
    }
  }

  private Shown shown(ImaFrom from, int lines) {
    return site.node.shown(site.node.values(), site.node.logs(from, lines));
  }

  private Appraisal appraise(Shown shown, FilesBefore before) {
    return new Appraiser(site.node.clock)
        .appraise(shown.quote(), shown.evidence(), site.node.tpm, site.inForce(), before);
  }
}
