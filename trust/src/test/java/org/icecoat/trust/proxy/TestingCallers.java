package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;

/** A grid, an authenticator that trusts it, and what tests ask of the two. */
final class TestingCallers implements AutoCloseable {
  private static final Duration RELOAD = Duration.ofMillis(1);

  final TestingGrid grid;
  private final GridTrust trust;

  private TestingCallers(TestingGrid grid, GridTrust trust) {
    this.grid = grid;
    this.trust = trust;
  }

  static TestingCallers in(Path folder) {
    return with(folder, null);
  }

  /** Verdicts are not kept and changed files count at once, unless the rules say otherwise. */
  static TestingCallers with(Path folder, CallerRules rules) {
    TestingGrid grid = TestingGrid.create(folder, Clock.systemUTC());
    return trusting(grid, rules, Clock.systemUTC());
  }

  static TestingCallers trusting(TestingGrid grid, CallerRules rules, Clock clock) {
    CallerRules asked = rules != null ? rules : new CallerRules(null, null, Duration.ZERO);
    TrustAnchors anchors = new TrustAnchors(grid.certificates(), RELOAD, null, null, null, asked);
    return new TestingCallers(grid, GridTrust.open(anchors, clock));
  }

  /** Has the CA revoke it, and lets that be read. */
  void revoke(TestingCredential credential) {
    grid.revoke(credential.leaf());
    reload();
  }

  /** Lets the moment pass for which what was read of a file still counts. */
  void reload() {
    Instant end = Instant.now().plus(RELOAD.multipliedBy(2));
    while (Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
  }

  GridTrust trust() {
    return trust;
  }

  CallerVerdict judge(TestingCredential credential) {
    return trust.callers().judge(credential.chain());
  }

  AuthenticatedCaller accepted(TestingCredential credential) {
    CallerVerdict verdict = judge(credential);
    assertThat(verdict).isInstanceOf(CallerVerdict.Authenticated.class);
    return ((CallerVerdict.Authenticated) verdict).caller();
  }

  void refused(TestingCredential credential, RefusalReason reason, int position) {
    CallerVerdict verdict = judge(credential);
    assertThat(verdict).isInstanceOf(CallerVerdict.Refused.class);
    assertThat(((CallerVerdict.Refused) verdict).findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.reason()).isEqualTo(reason);
              assertThat(finding.position()).isEqualTo(position);
            });
  }

  @Override
  public void close() {
    trust.close();
  }
}
