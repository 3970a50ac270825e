package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.order.Settings;
import org.icecoat.factory.order.VmOrders;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lease that ends during each state. */
class LeaseStatesTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofMinutes(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);

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

  @ParameterizedTest
  @EnumSource(value = VmState.class, mode = EnumSource.Mode.EXCLUDE, names = "DESTROYED")
  void a_lease_ends_in_every_state_and_nothing_is_left_when_its_grace_is_over(VmState state) {
    Vm vm = in(state);
    assertThat(vm.terms().leaseEnd()).isAfter(factory.clock.instant());
    goTo(vm.terms().leaseEnd().plus(MINUTE));
    factory.await(vm.id(), atTheEnd(state));
    goTo(vm.terms().leaseEnd().plus(GRACE).plus(MINUTE));
    factory.nodes.beforeEach(call -> {});
    factory.nodes.silence("node-1", false);
    factory.awaitWatching(vm.id(), VmState.DESTROYED);
    assertThat(factory.nodes.on("node-1")).isEmpty();
  }

  /** What never ran has nothing to keep; what may run is shut down; the rest is left as it is. */
  private static VmState atTheEnd(VmState state) {
    return switch (state) {
      case REQUESTED, SCHEDULED, STAGING -> VmState.DESTROYED;
      case STARTING, RUNNING, PAUSED, RESTARTING -> VmState.STOPPED;
      case SHUTTING_DOWN, STOPPED, DESTROYING, DESTROYED, FAILED, UNKNOWN -> state;
    };
  }

  private void goTo(Instant moment) {
    factory.clock.advance(Duration.between(factory.clock.instant(), moment));
  }

  private Vm in(VmState state) {
    return switch (state) {
      case REQUESTED -> waiting();
      case SCHEDULED -> held("prepare", state);
      case STAGING -> staging();
      case STARTING -> held("start", state);
      case RUNNING -> running();
      case PAUSED, RESTARTING, SHUTTING_DOWN, STOPPED, DESTROYING -> ordered(running().id(), state);
      case FAILED, UNKNOWN -> seen(running().id(), state);
      case DESTROYED -> throw new IllegalArgumentException("Nothing happens to it any more");
    };
  }

  private Vm waiting() {
    DeploymentTime at = new DeploymentTime.At(factory.clock.instant().plus(HOUR.multipliedBy(9)));
    Vm vm = deploy(TestingFactory.wish(at, TestingFactory.resources(1, 256)));
    Settings inAnHour = Settings.ofLeaseEnd(factory.clock.instant().plus(HOUR));
    return factory.factory().vmSettings().set(TestingFactory.ALICE, vm.id(), inAnHour);
  }

  private Vm staging() {
    factory.nodes.slowPreparations(true);
    return factory.await(deploy(TestingFactory.wish()).id(), VmState.STAGING);
  }

  private Vm running() {
    return factory.await(deploy(TestingFactory.wish()).id(), VmState.RUNNING);
  }

  /** The node does not take an order, for now. */
  private Vm held(String operation, VmState state) {
    hold(operation);
    return factory.await(deploy(TestingFactory.wish()).id(), state);
  }

  private void hold(String operation) {
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith(operation + " ")) {
            throw new FactoryException(FactoryFault.NODE_UNAVAILABLE, "Not now.");
          }
        });
  }

  private Vm ordered(VmId id, VmState state) {
    VmOrders orders = factory.factory().orders();
    switch (state) {
      case PAUSED -> orders.pause(TestingFactory.ALICE, id);
      case RESTARTING -> {
        hold("restart");
        orders.restart(TestingFactory.ALICE, id);
      }
      case SHUTTING_DOWN -> {
        factory.nodes.slowGuests();
        orders.shutdown(TestingFactory.ALICE, id, Optional.of(HOUR.multipliedBy(9)));
      }
      case STOPPED -> orders.shutdown(TestingFactory.ALICE, id, Optional.empty());
      default -> {
        factory.nodes.silence("node-1", true);
        orders.destroy(TestingFactory.ALICE, id);
      }
    }
    return factory.await(id, state);
  }

  private Vm seen(VmId id, VmState state) {
    if (state == VmState.FAILED) {
      factory.nodes.on("node-1").remove(id);
    } else {
      factory.nodes.silence("node-1", true);
    }
    return factory.awaitWatching(id, state);
  }

  private Vm deploy(VmWish wish) {
    LeaseWish lease = new LeaseWish(HOUR, Optional.of(ExpiryAction.SHUTDOWN), Optional.of(GRACE));
    return factory.deploy("1", TestingFactory.with(wish, lease));
  }
}
