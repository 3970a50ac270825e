package org.icecoat.trust.policy.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyBookTest {
  private static final PolicyName SITE = new PolicyName("site");

  @TempDir private Path folder;
  private TestingSigners signers;
  private PolicyBook book;
  private Instant opened;

  @BeforeEach
  void open() {
    signers = new TestingSigners(folder);
    book = new PolicyBook(signers.clock);
    opened = signers.clock.instant();
  }

  @AfterEach
  void close() {
    signers.close();
  }

  @Test
  void a_name_that_nobody_accepted_has_no_policy() {
    assertThat(book.inForce(SITE)).isEmpty();
  }

  @Test
  void during_a_roll_out_two_versions_are_in_force_until_its_end() {
    accept(version(3), in(0));
    accept(version(4), in(60));
    assertThat(versions()).containsExactly(4, 3);
    assertThat(book.inForce(SITE).get(1).until()).contains(in(60));
    signers.clock.advance(Duration.ofSeconds(59));
    assertThat(versions()).containsExactly(4, 3);
    signers.clock.advance(Duration.ofSeconds(1));
    assertThat(versions()).containsExactly(4);
  }

  @Test
  void a_version_that_has_ended_does_not_come_back_with_a_clock_that_is_put_back() {
    accept(version(3), in(0));
    accept(version(4), in(60));
    signers.clock.advance(Duration.ofSeconds(60));
    assertThat(versions()).containsExactly(4);
    signers.clock.advance(Duration.ofSeconds(-30));
    assertThat(versions()).containsExactly(4);
  }

  @Test
  void a_quote_covers_the_pcrs_of_all_versions_in_force() {
    assertThat(book.selection(SITE)).isEmpty();
    accept(version(3), in(0));
    String more = TestingSigners.POLICY.replace("pcr: 7,", "pcr: 4,");
    accept(signers.signed(more.replace("version: 3", "version: 4")), in(60));
    assertThat(book.selection(SITE)).contains(PcrSelection.of(PcrBank.SHA256, 4, 7));
    signers.clock.advance(Duration.ofSeconds(60));
    assertThat(book.selection(SITE)).contains(PcrSelection.of(PcrBank.SHA256, 4));
  }

  @Test
  void a_third_version_ends_the_first_at_once() {
    accept(version(3), in(0));
    accept(version(4), in(60));
    accept(version(6), in(60));
    assertThat(versions()).containsExactly(6, 4);
  }

  @Test
  void the_newest_again_changes_only_the_end_of_the_roll_out() {
    accept(version(3), in(0));
    accept(version(4), in(60));
    accept(version(4), in(0));
    assertThat(versions()).containsExactly(4);
  }

  @Test
  void an_older_version_is_refused_even_if_it_was_in_force_before() {
    SignedPolicy third = version(3);
    accept(third, in(0));
    accept(version(4), in(60));
    assertThat(book.accept(third, in(60)).findings())
        .extracting(PolicyVerdict.Finding::doubt)
        .containsExactly(Doubt.ROLLED_BACK);
    assertThat(versions()).containsExactly(4, 3);
  }

  @Test
  void the_same_version_with_other_content_is_refused() {
    accept(version(3), in(0));
    SignedPolicy other = signers.signed(TestingSigners.POLICY + "# changed\n");
    assertThat(book.accept(other, in(60)).findings())
        .extracting(PolicyVerdict.Finding::doubt)
        .containsExactly(Doubt.CHANGED_WITHOUT_VERSION);
  }

  @Test
  void other_names_count_their_own_versions() {
    accept(version(3), in(0));
    accept(signers.signed(TestingSigners.POLICY.replace("name: site", "name: lab")), in(0));
    assertThat(versions()).containsExactly(3);
    assertThat(book.inForce(new PolicyName("lab"))).hasSize(1);
  }

  @Test
  void a_restart_forgets_neither_roll_outs_nor_versions() {
    accept(version(3), in(0));
    accept(version(4), in(60));
    PolicyBook again = new PolicyBook(signers.clock);
    book.kept().forEach(kept -> again.restore(kept.signed(), kept.until().orElse(null)));
    book = again;
    assertThat(versions()).containsExactly(4, 3);
    assertThat(book.accept(version(3), in(60)).accepted()).isEmpty();
    signers.clock.advance(Duration.ofSeconds(60));
    assertThat(versions()).containsExactly(4);
  }

  @Test
  void nothing_impossible_is_restored() {
    book.restore(version(3), null);
    SignedPolicy fourth = version(4);
    assertThatThrownBy(() -> book.restore(fourth, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> book.restore(version(3), in(60)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private SignedPolicy version(int version) {
    return signers.signed(TestingSigners.POLICY.replace("version: 3", "version: " + version));
  }

  private void accept(SignedPolicy policy, Instant olderUntil) {
    assertThat(book.accept(policy, olderUntil).accepted()).contains(policy);
  }

  private Instant in(int seconds) {
    return opened.plusSeconds(seconds);
  }

  private List<Integer> versions() {
    return book.inForce(SITE).stream().map(each -> each.id().version()).toList();
  }
}
