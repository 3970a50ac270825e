package org.icecoat.trust.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.trust.log.LogFinding.Reason;
import org.icecoat.trust.log.tree.LogInclusion;
import org.icecoat.trust.log.tree.LogTree;
import org.icecoat.trust.testing.TestingLog;
import org.junit.jupiter.api.Test;

class ProofCheckTest {
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid,C=XX");
  private static final Manifest HMMER = TestingImages.hmmer();
  private static final Manifest KERNEL = TestingImages.kernel();
  private static final LogEntry REGISTRATION = LogEntry.registration(HMMER, TestingLog.NOW, CAROL);
  private static final LogEntry RETIREMENT =
      LogEntry.retirement(HMMER, new LogEntry.Act(TestingLog.NOW, CAROL, new Line("old")));
  private static final LogEntry OTHER = LogEntry.registration(KERNEL, TestingLog.NOW, CAROL);

  private final TestingLog log = new TestingLog();
  private final ProofCheck check =
      new ProofCheck(log.key().id(), Clock.fixed(TestingLog.NOW, ZoneOffset.UTC));

  @Test
  void an_entry_in_a_signed_log_is_proved_also_a_retired_one() {
    log.append(OTHER);
    long registered = log.append(REGISTRATION);
    long retired = log.append(RETIREMENT);
    ImageProof proof =
        new ImageProof(
            log.shown(),
            log.logged(REGISTRATION, registered),
            Optional.of(log.logged(RETIREMENT, retired)));
    assertThat(proved(check.judge(HMMER, proof, Optional.empty())).head()).isEqualTo(log.head());
  }

  @Test
  void a_log_that_grows_is_proved_against_what_is_remembered() {
    RememberedHead remembered = rememberedAfter(OTHER);
    assertThat(check.judge(log.shownSince(1), Optional.of(remembered)))
        .isInstanceOf(ProofVerdict.Proved.class);
    log.append(REGISTRATION);
    assertThat(check.judge(log.shownSince(1), Optional.of(remembered)))
        .isInstanceOf(ProofVerdict.Proved.class);
  }

  @Test
  void a_head_signed_by_another_key_is_refused() {
    TestingLog impostor = new TestingLog();
    impostor.append(REGISTRATION);
    assertRefused(check.judge(impostor.shown(), Optional.empty()), Reason.OTHER_KEY);
    ImageProof.Shown borrowed =
        new ImageProof.Shown(impostor.sign(log.head()), log.key(), Optional.empty());
    assertRefused(check.judge(borrowed, Optional.empty()), Reason.SIGNATURE_WRONG);
    ImageProof.Shown crossed =
        new ImageProof.Shown(log.sign(impostor.head()), log.key(), Optional.empty());
    assertRefused(check.judge(crossed, Optional.empty()), Reason.OTHER_LOG);
  }

  @Test
  void a_changed_head_is_refused() {
    log.append(OTHER);
    TreeHead head = log.head();
    TreeHead other = log.head(head.size(), head.root(), head.counter() + 1);
    ImageProof.Shown shown =
        new ImageProof.Shown(
            new SignedTreeHead(other, log.sign(head).signature()), log.key(), Optional.empty());
    assertRefused(check.judge(shown, Optional.empty()), Reason.SIGNATURE_WRONG);
  }

  @Test
  void a_head_from_the_future_is_refused() {
    TreeHead now = log.head();
    TreeHead future =
        new TreeHead(
            now.log(),
            now.size(),
            now.root(),
            TestingLog.NOW.plus(ProofCheck.CLOCK_TOLERANCE).plusMillis(1),
            now.counter(),
            now.protection());
    assertRefused(check.judge(shown(future), Optional.empty()), Reason.HEAD_FROM_FUTURE);
  }

  @Test
  void an_old_copy_is_refused() {
    ImageProof.Shown old = log.shown();
    RememberedHead remembered = rememberedAfter(OTHER);
    assertRefused(
        check.judge(old, Optional.of(remembered)), Reason.LOG_SHRUNK, Reason.COUNTER_WENT_BACK);
  }

  @Test
  void a_log_of_the_same_size_with_another_content_is_refused() {
    RememberedHead remembered = rememberedAfter(OTHER);
    TreeHead forked = log.head(1, REGISTRATION.leaf(), 3);
    assertRefused(check.judge(shown(forked), Optional.of(remembered)), Reason.OTHER_ROOT);
  }

  @Test
  void a_longer_log_that_forgets_what_was_is_refused() {
    RememberedHead remembered = rememberedAfter(OTHER);
    LogTree forked = new LogTree();
    forked.append(REGISTRATION.leaf());
    forked.append(RETIREMENT.leaf());
    ImageProof.Shown shown =
        new ImageProof.Shown(
            log.sign(log.head(2, forked.root(), 4)),
            log.key(),
            Optional.of(forked.consistency(1, 2)));
    assertRefused(check.judge(shown, Optional.of(remembered)), Reason.CONSISTENCY_WRONG);
  }

  @Test
  void growth_without_its_proof_or_with_that_of_other_sizes_is_refused() {
    RememberedHead remembered = rememberedAfter(OTHER);
    log.append(REGISTRATION);
    log.append(RETIREMENT);
    assertRefused(check.judge(log.shown(), Optional.of(remembered)), Reason.CONSISTENCY_MISSING);
    assertRefused(
        check.judge(log.shownSince(2), Optional.of(remembered)), Reason.CONSISTENCY_MISSING);
  }

  @Test
  void growth_under_the_same_counter_is_refused() {
    RememberedHead remembered = rememberedAfter(OTHER);
    log.append(REGISTRATION);
    ImageProof.Shown shown =
        new ImageProof.Shown(
            log.sign(log.head(2, log.tree().root(), remembered.head().counter())),
            log.key(),
            Optional.of(log.tree().consistency(1, 2)));
    assertRefused(check.judge(shown, Optional.of(remembered)), Reason.COUNTER_NOT_RAISED);
  }

  @Test
  void a_log_that_lost_its_tpm_is_refused() {
    RememberedHead remembered = rememberedAfter(OTHER);
    TreeHead now = log.head();
    TreeHead bare =
        new TreeHead(
            now.log(), now.size(), now.root(), now.at(), now.counter(), TreeHead.Protection.NONE);
    assertRefused(check.judge(shown(bare), Optional.of(remembered)), Reason.PROTECTION_LOST);
  }

  @Test
  void another_image_or_another_kind_of_entry_is_refused() {
    long other = log.append(OTHER);
    long registered = log.append(REGISTRATION);
    long retired = log.append(RETIREMENT);
    assertRefused(judge(log.logged(OTHER, other)), Reason.OTHER_IMAGE);
    assertRefused(judge(log.logged(RETIREMENT, retired)), Reason.OTHER_KIND);
    ImageProof twice =
        new ImageProof(
            log.shown(),
            log.logged(REGISTRATION, registered),
            Optional.of(log.logged(REGISTRATION, registered)));
    assertRefused(
        check.judge(HMMER, twice, Optional.empty()), Reason.OTHER_KIND, Reason.ORDER_WRONG);
  }

  @Test
  void an_entry_that_is_not_in_the_log_is_refused() {
    long other = log.append(OTHER);
    LogInclusion borrowed = log.tree().inclusion(other, 1);
    assertRefused(judge(new ImageProof.Logged(REGISTRATION, borrowed)), Reason.INCLUSION_WRONG);
  }

  @Test
  void a_proof_for_a_log_of_another_size_is_refused() {
    long registered = log.append(REGISTRATION);
    ImageProof.Logged logged = log.logged(REGISTRATION, registered);
    log.append(OTHER);
    assertRefused(judge(logged), Reason.OTHER_SIZE, Reason.INCLUSION_WRONG);
  }

  @Test
  void a_head_of_another_log_cannot_be_what_is_remembered() {
    RememberedHead foreign =
        new RememberedHead(new TestingLog().shown().head(), new TestingLog().key());
    assertThatThrownBy(() -> check.judge(log.shown(), Optional.of(foreign)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ProofVerdict judge(ImageProof.Logged logged) {
    return check.judge(
        HMMER, new ImageProof(log.shown(), logged, Optional.empty()), Optional.empty());
  }

  private ImageProof.Shown shown(TreeHead head) {
    return new ImageProof.Shown(log.sign(head), log.key(), Optional.empty());
  }

  private RememberedHead rememberedAfter(LogEntry entry) {
    log.append(entry);
    return proved(check.judge(log.shown(), Optional.empty()));
  }

  private static RememberedHead proved(ProofVerdict verdict) {
    assertThat(verdict).isInstanceOf(ProofVerdict.Proved.class);
    return ((ProofVerdict.Proved) verdict).head();
  }

  private static void assertRefused(ProofVerdict verdict, Reason... reasons) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            ProofVerdict.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(LogFinding::reason)
                    .containsExactlyInAnyOrder(reasons));
  }
}
