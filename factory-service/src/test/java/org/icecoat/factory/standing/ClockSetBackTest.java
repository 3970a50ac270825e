package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.testing.TestingProofs;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factory's clock is put right by an hour: what nodes prove from then on counts. */
class ClockSetBackTest extends TrustedFactory {
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  @TempDir Path folder;

  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }

  @Test
  void a_node_that_is_found_changed_after_it_loses_its_vms_trust_and_gets_no_more() {
    Vm vm = running(LossAction.PAUSE);
    factory.clock.advance(Duration.ofHours(-1));
    distrust(vm);
    awaitEvent(vm, "trust-lost");
    awaitEvent(vm, "pause-for-trust");
    Vm next =
        factory.await(
            factory.deploy("2", wish(noOlderThan(Duration.ofSeconds(30)))).id(), VmState.RUNNING);
    assertThat(nodeOf(next)).isNotEqualTo(nodeOf(vm));
  }

  @Test
  void a_proof_from_the_future_does_not_count_and_its_node_is_asked_again() {
    assertThat(judged(Duration.ofSeconds(5)).kind()).isEqualTo(Standing.Kind.TRUSTED);
    Standing future = judged(Duration.ofSeconds(11));
    assertThat(future.kind()).isEqualTo(Standing.Kind.EXPIRED);
    assertThat(future.reasons())
        .singleElement()
        .asString()
        .contains("the factory's clock was set back");
    assertThat(future.isLost(NOW, GRACE)).isFalse();
    assertThat(future.isLost(NOW.plusSeconds(11).plus(GRACE), GRACE)).isTrue();
    assertThat(asked(Duration.ofSeconds(10)).holds(NOW)).isTrue();
    assertThat(asked(Duration.ofSeconds(11)).holds(NOW)).isFalse();
  }

  /** What a node is worth that was asked so much later than now. */
  private static Standing judged(Duration ahead) {
    return new TrustDemand(
            TestingProofs.SITE, Optional.of(Duration.ofSeconds(30)), LossAction.PAUSE)
        .judge(Optional.of(asked(ahead)), NOW);
  }

  private static TrustResult asked(Duration ahead) {
    Instant at = NOW.plus(ahead);
    return TrustResult.trusted(at, at.plusSeconds(600), "site version 1", Sha256.of(new byte[32]));
  }
}
