package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.icecoat.trust.testing.TestingClock;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictCacheTest {
  private final TestingClock clock =
      new TestingClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  @TempDir private Path folder;
  private TestingGrid grid;
  private TestingCredential alice;
  private TestingCallers callers;

  @BeforeEach
  void open() {
    grid = TestingGrid.create(folder, clock);
    alice = grid.user("Alice User");
    CallerRules rules = new CallerRules(null, null, Duration.ofSeconds(5));
    callers = TestingCallers.trusting(grid, rules, clock);
  }

  @AfterEach
  void close() {
    callers.close();
  }

  @Test
  void a_verdict_answers_for_five_seconds_and_no_longer() {
    AuthenticatedCaller first = callers.accepted(alice);
    callers.revoke(alice);
    clock.advance(Duration.ofSeconds(4));
    assertThat(callers.accepted(alice)).isSameAs(first);
    clock.advance(Duration.ofSeconds(1));
    callers.refused(alice, RefusalReason.REVOKED, 0);
  }

  @Test
  void a_verdict_ends_with_the_first_certificate_that_ends() {
    TestingCredential proxy = alice.proxy().until(clock.instant().plusSeconds(2)).issue();
    TestingCredential below = proxy.proxy().issue();
    callers.accepted(below);
    clock.advance(Duration.ofSeconds(1));
    callers.accepted(below);
    clock.advance(Duration.ofSeconds(1));
    callers.refused(below, RefusalReason.EXPIRED, 1);
  }

  @Test
  void another_chain_of_the_same_caller_is_judged_for_itself() {
    callers.accepted(alice.proxy().issue());
    callers.revoke(alice);
    callers.refused(alice.proxy().issue(), RefusalReason.REVOKED, 1);
  }

  @Test
  void a_refusal_is_kept_as_long() {
    grid.authority().withdraw(grid.certificates(), ".signing_policy");
    callers.refused(alice, RefusalReason.NO_NAMESPACE_POLICY, 0);
    grid.authority().publishSigningPolicy(grid.certificates(), TestingGrid.NAMESPACE);
    callers.refused(alice, RefusalReason.NO_NAMESPACE_POLICY, 0);
    clock.advance(Duration.ofSeconds(5));
    callers.reload();
    callers.accepted(alice);
  }
}
