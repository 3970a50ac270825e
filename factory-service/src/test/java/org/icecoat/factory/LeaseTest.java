package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.order.Settings;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;
  private TestingFactory factory;

  @BeforeEach
  void begin() {
    factory = TestingFactory.ofOneNode(folder);
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private static LeaseWish anHourThen(ExpiryAction action) {
    return new LeaseWish(HOUR, Optional.of(action), Optional.of(Duration.ofMinutes(30)));
  }

  private Vm running(ExpiryAction action) {
    Vm vm = factory.deploy("1", TestingFactory.with(TestingFactory.wish(), anHourThen(action)));
    return factory.await(vm.id(), VmState.RUNNING);
  }

  private void awaitEvent(Vm vm, String event) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(factory.factory().finder().history(vm))
                    .extracting(HistoryEntry::event)
                    .contains(event));
  }

  @Test
  void a_lease_warns_then_shuts_down_then_destroys() {
    Vm vm = running(ExpiryAction.SHUTDOWN);
    factory.clock.advance(Duration.ofMinutes(52));
    awaitEvent(vm, "lease-warning");
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.RUNNING);
    factory.clock.advance(Duration.ofMinutes(9));
    factory.await(vm.id(), VmState.STOPPED);
    assertThatThrownBy(() -> factory.factory().orders().start(TestingFactory.ALICE, vm.id()))
        .isInstanceOf(FactoryException.class)
        .hasMessageContaining("lease");
    factory.clock.advance(Duration.ofMinutes(31));
    factory.await(vm.id(), VmState.DESTROYED);
  }

  @Test
  void a_paused_vm_whose_lease_is_extended_goes_on() {
    Vm vm = running(ExpiryAction.PAUSE);
    factory.clock.advance(Duration.ofMinutes(61));
    factory.await(vm.id(), VmState.PAUSED);
    Instant later = factory.clock.instant().plus(HOUR);
    factory.factory().vmSettings().set(TestingFactory.ALICE, vm.id(), Settings.ofLeaseEnd(later));
    factory.factory().orders().resume(TestingFactory.ALICE, vm.id());
    factory.await(vm.id(), VmState.RUNNING);
    factory.clock.advance(Duration.ofMinutes(40));
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.RUNNING);
  }

  @Test
  void an_action_that_was_missed_while_the_factory_was_down_is_judged_afresh() {
    Vm vm = running(ExpiryAction.SHUTDOWN);
    factory.kill();
    factory.clock.advance(Duration.ofDays(3));
    factory.begin();
    factory.await(vm.id(), VmState.DESTROYED);
    assertThat(factory.nodes.count("shutdown")).isZero();
  }

  @Test
  void a_guest_that_does_not_shut_down_loses_its_power_after_the_grace() {
    factory.nodes.slowGuests();
    Vm vm = running(ExpiryAction.PAUSE);
    factory
        .factory()
        .orders()
        .shutdown(TestingFactory.ALICE, vm.id(), Optional.of(Duration.ofMinutes(3)));
    Awaitility.await().until(() -> factory.nodes.count("shutdown") == 1);
    assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.SHUTTING_DOWN);
    factory.clock.advance(Duration.ofMinutes(4));
    factory.await(vm.id(), VmState.STOPPED);
    assertThat(factory.nodes.count("power_off")).isEqualTo(1);
  }
}
