package org.icecoat.factory.attest;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.policy.PoliciesInForce;
import org.icecoat.service.policy.PolicyFolder;
import org.icecoat.service.policy.PolicyTable;
import org.icecoat.service.policy.RollOut;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.Doubt;
import org.icecoat.trust.policy.signature.PolicyBook;
import org.icecoat.trust.policy.signature.PolicyVerdict;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policies in force, in a folder and in a database. */
abstract class PolicyFolderContract {
  @TempDir Path folder;
  private final TestingClock clock = new TestingClock(Instant.now());
  private TestingPolicies policies;
  private Database database;

  abstract DatabaseConfiguration emptyDatabase() throws Exception;

  @BeforeEach
  void open() throws Exception {
    policies = new TestingPolicies(folder, clock);
    database = Database.open(emptyDatabase(), "db/factory");
  }

  @AfterEach
  void close() {
    database.close();
    policies.close();
  }

  private static List<Integer> versions(PoliciesInForce opened) {
    return opened.inForce(new PolicyName("site")).stream()
        .map(each -> each.id().version())
        .toList();
  }

  @Test
  void a_new_version_comes_into_force_beside_the_one_before_until_the_roll_out_ends() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PolicyFolder read = policies.read(database);
    PoliciesInForce opened = read.policies();
    assertThat(versions(opened)).containsExactly(1);
    policies.put("site.pem", TestingPolicies.policy(2, "new"));
    read.refresh();
    assertThat(versions(opened)).containsExactly(2, 1);
    clock.advance(TestingPolicies.ROLL_OUT.plusSeconds(1));
    assertThat(versions(opened)).containsExactly(2);
  }

  @Test
  void an_old_file_brings_no_old_version_back_after_a_restart_either() throws IOException {
    policies.put("site.pem", TestingPolicies.policy(2, "new"));
    var unused = policies.open(database);
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PoliciesInForce again = policies.open(database);
    assertThat(versions(again)).containsExactly(2);
    policies.remove("site.pem");
    assertThat(versions(policies.open(database))).containsExactly(2);
  }

  @Test
  void a_roll_out_goes_on_over_restarts_and_ends_when_it_was_to() {
    policies.put("1.pem", TestingPolicies.policy(1, "old"));
    var unused = policies.open(database);
    policies.put("2.pem", TestingPolicies.policy(2, "new"));
    assertThat(versions(policies.open(database))).containsExactly(2, 1);
    clock.advance(Duration.ofMinutes(30));
    assertThat(versions(policies.open(database))).containsExactly(2, 1);
    clock.advance(Duration.ofMinutes(31));
    assertThat(versions(policies.open(database))).containsExactly(2);
  }

  @Test
  void what_somebody_else_signed_is_not_taken() {
    policies.putByBob("site.pem", TestingPolicies.policy(1, "evil"));
    assertThat(versions(policies.open(database))).isEmpty();
  }

  @Test
  void a_changed_policy_under_the_same_version_is_not_taken() {
    policies.put("site.pem", TestingPolicies.policy(1, "good"));
    PolicyFolder read = policies.read(database);
    PoliciesInForce opened = read.policies();
    Instant changed = opened.changedAt();
    policies.put("site.pem", TestingPolicies.policy(1, "evil"));
    clock.advance(Duration.ofSeconds(5));
    read.refresh();
    assertThat(opened.changedAt()).isEqualTo(changed);
  }

  @Test
  void an_activated_policy_is_in_force_over_restarts_and_an_old_file_does_not_count() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PoliciesInForce opened = policies.open(database);
    Octets second = policies.signed(TestingPolicies.policy(2, "new"));
    assertThat(opened.activate(second, RollOut.usual()).accepted()).isPresent();
    assertThat(versions(opened)).containsExactly(2, 1);
    assertThat(versions(policies.open(database))).containsExactly(2, 1);
    clock.advance(TestingPolicies.ROLL_OUT.plusSeconds(1));
    assertThat(opened.all()).extracting(each -> each.id().version()).containsExactly(2);
  }

  @Test
  void to_activate_a_policy_again_changes_nothing() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PoliciesInForce opened = policies.open(database);
    Octets second = policies.signed(TestingPolicies.policy(2, "new"));
    assertThat(opened.activate(second, RollOut.usual()).accepted()).isPresent();
    Instant changed = opened.changedAt();
    clock.advance(Duration.ofMinutes(30));
    assertThat(opened.activate(second, RollOut.usual()).accepted()).isPresent();
    assertThat(opened.changedAt()).isEqualTo(changed);
    clock.advance(Duration.ofMinutes(31));
    assertThat(versions(opened)).containsExactly(2);
  }

  @Test
  void who_activates_a_policy_says_when_the_version_before_ends() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PoliciesInForce opened = policies.open(database);
    Instant end = clock.instant().plus(Duration.ofDays(2));
    activate(opened, 2, new RollOut.Until(end));
    assertThat(opened.all().get(1).until()).contains(end);
    clock.advance(Duration.ofDays(2).minusSeconds(1));
    assertThat(versions(policies.open(database))).containsExactly(2, 1);
    clock.advance(Duration.ofSeconds(2));
    assertThat(versions(policies.open(database))).containsExactly(2);
    activate(opened, 3, new RollOut.Lasting(Duration.ZERO));
    assertThat(versions(opened)).containsExactly(3);
    assertThat(versions(policies.open(database))).containsExactly(3);
  }

  private void activate(PoliciesInForce opened, int version, RollOut rollOut) {
    Octets pem = policies.signed(TestingPolicies.policy(version, "new"));
    assertThat(opened.activate(pem, rollOut).findings()).isEmpty();
  }

  @Test
  void a_version_that_still_counts_gets_another_end_and_one_that_has_ended_does_not_come_back() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PolicyFolder read = policies.read(database);
    PoliciesInForce other = read.policies();
    PoliciesInForce opened = policies.open(database);
    activate(opened, 2, RollOut.usual());
    read.refresh();
    activate(opened, 2, new RollOut.Lasting(Duration.ofDays(1)));
    clock.advance(TestingPolicies.ROLL_OUT.plusSeconds(1));
    assertThat(versions(opened)).containsExactly(2, 1);
    assertThat(versions(other)).as("before it looks at the database").containsExactly(2);
    read.refresh();
    assertThat(versions(other)).containsExactly(2, 1);
    Instant changed = other.changedAt();
    clock.advance(Duration.ofSeconds(5));
    read.refresh();
    assertThat(other.changedAt()).as("what is not new is not taken again").isEqualTo(changed);
    activate(opened, 2, new RollOut.Lasting(Duration.ZERO));
    assertThat(versions(opened)).containsExactly(2);
    activate(opened, 2, new RollOut.Lasting(Duration.ZERO));
    assertThat(doubts(opened, 2, new RollOut.Lasting(Duration.ofHours(1))))
        .containsExactly(Doubt.ROLL_OUT_OVER);
    read.refresh();
    assertThat(versions(other)).containsExactly(2);
  }

  @Test
  void an_end_that_has_passed_or_is_far_away_is_refused_and_the_policy_is_not_taken() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PoliciesInForce opened = policies.open(database);
    Instant now = clock.instant();
    assertThat(doubts(opened, 2, new RollOut.Until(now.minusSeconds(1))))
        .containsExactly(Doubt.ROLL_OUT_PAST);
    assertThat(doubts(opened, 2, new RollOut.Until(now.plus(RollOut.LONGEST).plusSeconds(1))))
        .containsExactly(Doubt.ROLL_OUT_TOO_LONG);
    assertThat(doubts(opened, 2, new RollOut.Until(Instant.MAX)))
        .containsExactly(Doubt.ROLL_OUT_TOO_LONG);
    for (Duration absurd : List.of(Duration.ofSeconds(-1), RollOut.LONGEST.plusSeconds(1))) {
      assertThatThrownBy(() -> new RollOut.Lasting(absurd)).hasMessageContaining("90 days");
    }
    assertThat(versions(opened)).containsExactly(1);
    activate(opened, 2, new RollOut.Until(now.plus(RollOut.LONGEST)));
  }

  private List<Doubt> doubts(PoliciesInForce opened, int version, RollOut rollOut) {
    Octets pem = policies.signed(TestingPolicies.policy(version, "new"));
    return doubts(opened.activate(pem, rollOut));
  }

  private static List<Doubt> doubts(PolicyVerdict verdict) {
    return verdict.findings().stream().map(PolicyVerdict.Finding::doubt).toList();
  }

  @Test
  void when_policies_changed_is_known_after_a_restart_too() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    var unused = policies.open(database);
    clock.advance(Duration.ofMinutes(10));
    policies.put("site.pem", TestingPolicies.policy(2, "new"));
    Instant changed = policies.open(database).changedAt();
    assertThat(changed).isEqualTo(clock.instant());
    clock.advance(Duration.ofMinutes(5));
    assertThat(policies.open(database).changedAt()).isCloseTo(changed, within(1, MILLIS));
  }

  @Test
  void a_result_counts_as_long_as_the_version_that_it_names() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PoliciesInForce opened = policies.open(database);
    Appraisal appraisal =
        new PolicyAppraisal(
            opened, new PolicyName("site"), new EndorsementCertificates(List.of()), clock);
    Instant now = clock.instant();
    TrustResult first = byVersion(1);
    assertThat(appraisal.counted(first)).isEqualTo(first);
    assertThat(
            opened
                .activate(policies.signed(TestingPolicies.policy(2, "new")), RollOut.usual())
                .accepted())
        .isPresent();
    Instant end = now.plus(TestingPolicies.ROLL_OUT);
    assertThat(appraisal.counted(first).validUntil()).contains(end);
    assertThat(appraisal.counted(byVersion(2))).isEqualTo(byVersion(2));
    assertThat(appraisal.counted(byVersion(3)).validUntil())
        .as("of another factory, which knows it before this one does")
        .isEqualTo(byVersion(3).validUntil());
    clock.advance(TestingPolicies.ROLL_OUT);
    assertThat(appraisal.counted(first).holds(clock.instant())).isFalse();
    assertThat(appraisal.counted(byVersion(2)).holds(clock.instant())).isTrue();
    assertThat(
            opened
                .activate(policies.signed(TestingPolicies.policy(3, "new")), RollOut.usual())
                .accepted())
        .isPresent();
    assertThat(appraisal.counted(first).holds(now)).isFalse();
  }

  private TrustResult byVersion(int version) {
    Instant at = clock.instant();
    return TrustResult.trusted(
        at,
        at.plus(TestingPolicies.ROLL_OUT.multipliedBy(2)),
        "site version " + version,
        TestingAttester.sha256("evidence"));
  }

  @Test
  void what_cannot_be_activated_is_told_and_changes_nothing() {
    policies.put("site.pem", TestingPolicies.policy(2, "good"));
    PoliciesInForce opened = policies.open(database);
    assertThat(doubts(opened, policies.signed(TestingPolicies.policy(1, "old"))))
        .containsExactly(Doubt.ROLLED_BACK);
    assertThat(doubts(opened, policies.signed(TestingPolicies.policy(2, "evil"))))
        .containsExactly(Doubt.CHANGED_WITHOUT_VERSION);
    assertThat(doubts(opened, policies.signedByBob(TestingPolicies.policy(3, "evil"))))
        .containsExactly(Doubt.SIGNER_NOT_ALLOWED);
    assertThat(doubts(opened, Octets.parse("00"))).containsExactly(Doubt.MALFORMED);
    assertThat(versions(opened)).containsExactly(2);
    assertThat(versions(policies.open(database))).containsExactly(2);
  }

  @Test
  void files_without_their_boot_come_into_force_no_more_and_stay_until_they_are_replaced() {
    String files =
        TestingPolicies.policy(2, "good")
            .replace("quoted: [", "quoted: [{pcr: 10, by-log: ima}, ")
            .replace("ima: none", "ima: {files: {/x: ['%s']}}".formatted("66".repeat(32)));
    policies.put("site.pem", files);
    PoliciesInForce opened = policies.open(database);
    assertThat(versions(opened)).isEmpty();
    assertThat(doubts(opened, policies.signed(files))).containsExactly(Doubt.FILES_WITHOUT_BOOT);
    new PolicyTable(database.jdbi()).keep(List.of(olderVersion(files)));
    assertThat(versions(policies.open(database))).containsExactly(2);
  }

  /** As one that did not ask for the boot accepted it. */
  private AcceptedPolicy olderVersion(String policy) {
    PolicyBook book = new PolicyBook(clock);
    var unused =
        book.accept(
            policies.verifier().verify(policies.signed(policy)).accepted().orElseThrow(),
            clock.instant());
    return book.inForce(new PolicyName("site")).get(0);
  }

  private static List<Doubt> doubts(PoliciesInForce opened, Octets pem) {
    return doubts(opened.activate(pem, RollOut.usual()));
  }

  @Test
  void a_factory_takes_up_what_another_one_on_its_database_put_in_force() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PolicyFolder read = policies.read(database);
    PoliciesInForce one = read.policies();
    PoliciesInForce other = policies.open(database);
    assertThat(
            other
                .activate(policies.signed(TestingPolicies.policy(3, "new")), RollOut.usual())
                .accepted())
        .isPresent();
    assertThat(versions(one)).containsExactly(1);
    clock.advance(Duration.ofSeconds(5));
    read.refresh();
    assertThat(versions(one)).containsExactly(3, 1);
    assertThat(one.changedAt()).isEqualTo(clock.instant());
    clock.advance(TestingPolicies.ROLL_OUT);
    assertThat(versions(one)).containsExactly(3);
  }
}
