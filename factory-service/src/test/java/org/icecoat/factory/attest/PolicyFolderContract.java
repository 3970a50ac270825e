package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.service.policy.PolicyFolder;
import org.icecoat.trust.policy.PolicyName;
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

  private static List<Integer> versions(PolicyFolder opened) {
    return opened.inForce(new PolicyName("site")).stream()
        .map(each -> each.id().version())
        .toList();
  }

  @Test
  void a_new_version_comes_into_force_beside_the_one_before_until_the_roll_out_ends() {
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PolicyFolder opened = policies.open(database);
    assertThat(versions(opened)).containsExactly(1);
    policies.put("site.pem", TestingPolicies.policy(2, "new"));
    opened.refresh();
    assertThat(versions(opened)).containsExactly(2, 1);
    clock.advance(TestingPolicies.ROLL_OUT.plusSeconds(1));
    assertThat(versions(opened)).containsExactly(2);
  }

  @Test
  void an_old_file_brings_no_old_version_back_after_a_restart_either() throws IOException {
    policies.put("site.pem", TestingPolicies.policy(2, "new"));
    var unused = policies.open(database);
    policies.put("site.pem", TestingPolicies.policy(1, "old"));
    PolicyFolder again = policies.open(database);
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
    PolicyFolder opened = policies.open(database);
    Instant changed = opened.changedAt();
    policies.put("site.pem", TestingPolicies.policy(1, "evil"));
    clock.advance(Duration.ofSeconds(5));
    opened.refresh();
    assertThat(opened.changedAt()).isEqualTo(changed);
  }
}
