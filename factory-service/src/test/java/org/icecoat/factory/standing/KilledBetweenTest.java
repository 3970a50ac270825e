package org.icecoat.factory.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.testing.TestingProofs;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The factory is killed between the loss of trust and what has to be done then. */
class KilledBetweenTest extends TrustedFactory {
  @TempDir Path folder;

  @Override
  DatabaseConfiguration emptyDatabase() {
    return DatabaseConfiguration.inFile(folder.resolve("factory"));
  }

  @ParameterizedTest
  @CsvSource({"NOTIFY, RUNNING", "PAUSE, PAUSED", "DESTROY, DESTROYED"})
  void a_verdict_that_was_kept_and_nothing_more_is_acted_upon(LossAction onLoss, VmState then) {
    Vm vm = running(onLoss);
    factory.kill();
    proofs.reject(TestingProofs.SITE, nodeOf(vm), "qemu was changed");
    try (Database rows = Database.open(emptyDatabase(), "db/factory")) {
      TrustResult rejected =
          TrustResult.rejected(
              factory.clock.instant(), List.of("qemu was changed"), Optional.empty());
      TestingProofs.writeRejected(rows, vm.node().orElseThrow(), rejected);
    }
    factory.begin();
    factory.awaitMinutes(() -> assertThat(count(vm, "trust-lost")).isEqualTo(1));
    factory.await(vm.id(), then);
  }

  @ParameterizedTest
  @ValueSource(strings = {"before", "after"})
  void a_pause_goes_on_where_it_was(String moment) throws Exception {
    Vm vm = running(LossAction.PAUSE);
    CountDownLatch caught = new CountDownLatch(1);
    if (moment.equals("before")) {
      factory.nodes.beforeEach(trap("pause", caught));
    } else {
      factory.nodes.afterEach(trap("pause", caught));
    }
    distrust(vm);
    assertThat(caught.await(30, TimeUnit.SECONDS)).isTrue();
    factory.kill();
    factory.nodes.beforeEach(call -> {});
    factory.nodes.afterEach(call -> {});
    factory.begin();
    factory.await(vm.id(), VmState.PAUSED);
    assertThat(count(vm, "trust-lost")).isEqualTo(1);
    assertThat(count(vm, "pause-for-trust")).isEqualTo(1);
  }

  @Test
  void what_was_done_is_not_done_again_after_a_restart() {
    Vm vm = running(LossAction.PAUSE);
    distrust(vm);
    factory.await(vm.id(), VmState.PAUSED);
    factory.kill();
    factory.begin();
    factory.awaitMinutes(() -> assertThat(factory.nodes.count("list")).isGreaterThan(4));
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.PAUSED);
    assertThat(count(vm, "trust-lost")).isEqualTo(1);
    assertThat(factory.nodes.count("pause")).isEqualTo(1);
  }

  /** Stops whoever comes to the operation, for good, and tells that he is there. */
  private static Consumer<String> trap(String operation, CountDownLatch caught) {
    return call -> {
      if (call.startsWith(operation + " ")) {
        caught.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw new IllegalStateException("killed", e);
        }
      }
    };
  }
}
