package org.icecoat.factory;

import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.order.Settings;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VMs that wait for their moment or for room: their leases begin with their deployment. */
class LaterDeploymentTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private TestingFactory factory;
  private Instant deadline;

  @BeforeEach
  void begin() {
    factory = TestingFactory.ofOneNode(folder);
    deadline = factory.clock.instant().plus(HOUR.multipliedBy(9));
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private static LeaseWish lasting(Duration duration) {
    return new LeaseWish(
        duration, Optional.of(ExpiryAction.SHUTDOWN), Optional.of(Duration.ofMinutes(30)));
  }

  private Vm filling() {
    Vm vm =
        factory.deploy(
            "filling",
            TestingFactory.with(
                TestingFactory.wish(new DeploymentTime.Now(), TestingFactory.resources(8, 256)),
                lasting(DAY)));
    return factory.await(vm.id(), VmState.RUNNING);
  }

  private Vm waiting(DeploymentTime time) {
    return factory.deploy(
        "waiting",
        TestingFactory.with(
            TestingFactory.wish(time, TestingFactory.resources(1, 256)), lasting(HOUR)));
  }

  private void makeRoom(Vm filling) {
    factory.factory().orders().destroy(TestingFactory.ALICE, filling.id());
  }

  @Test
  void waiting_for_room_does_not_use_up_the_lease() {
    Vm filling = filling();
    Vm vm = waiting(new DeploymentTime.Until(deadline));
    assertThat(vm.terms().leaseEnd()).isEqualTo(deadline.plus(HOUR));
    factory.clock.advance(HOUR.multipliedBy(8));
    factory.awaitMinutes(
        () -> assertThat(factory.find(vm.id()).state()).isEqualTo(VmState.REQUESTED));
    Instant placed = factory.clock.instant();
    makeRoom(filling);
    Vm running = factory.await(vm.id(), VmState.RUNNING);
    assertThat(running.terms().leaseEnd()).isCloseTo(placed.plus(HOUR), within(1, SECONDS));
    factory.clock.advance(HOUR);
    factory.await(vm.id(), VmState.STOPPED);
  }

  @Test
  void no_room_until_the_deadline_is_told_and_the_vm_goes_when_its_time_would_be_over() {
    filling();
    Vm vm = waiting(new DeploymentTime.Until(deadline));
    factory.clock.advance(HOUR.multipliedBy(9));
    VmFailure failure = factory.await(vm.id(), VmState.FAILED).life().failure().orElseThrow();
    assertThat(failure.code()).isEqualTo("NOTHING_FITS");
    assertThat(failure.description()).startsWith("No node had room in time: node-1");
    factory.clock.advance(HOUR.multipliedBy(2));
    factory.await(vm.id(), VmState.DESTROYED);
  }

  @Test
  void a_lease_that_is_set_while_the_vm_waits_counts_from_its_deployment() {
    Vm filling = filling();
    Vm vm = waiting(new DeploymentTime.Until(deadline));
    factory.clock.advance(HOUR.multipliedBy(2));
    Vm set = set(vm, ofLease(HOUR.multipliedBy(3)));
    assertThat(set.terms().leaseEnd()).isEqualTo(deadline.plus(HOUR.multipliedBy(3)));
    Instant placed = factory.clock.instant();
    makeRoom(filling);
    Vm running = factory.await(vm.id(), VmState.RUNNING);
    assertThat(running.terms().leaseEnd())
        .isCloseTo(placed.plus(HOUR.multipliedBy(3)), within(1, SECONDS));
  }

  @Test
  void a_vm_for_a_moment_has_its_whole_lease_from_then_on() {
    Instant moment = factory.clock.instant().plus(HOUR.multipliedBy(6));
    Vm vm = waiting(new DeploymentTime.At(moment));
    assertThat(set(vm, ofLease(HOUR)).terms().leaseEnd()).isEqualTo(moment.plus(HOUR));
    factory.clock.advance(HOUR.multipliedBy(6));
    Vm running = factory.await(vm.id(), VmState.RUNNING);
    assertThat(running.terms().leaseEnd()).isCloseTo(moment.plus(HOUR), within(1, SECONDS));
  }

  @Test
  void an_end_that_was_set_is_not_moved_by_the_deployment() {
    Instant end = factory.clock.instant().plus(HOUR.multipliedBy(5));
    Vm filling = filling();
    Vm vm = waiting(new DeploymentTime.Until(deadline));
    set(vm, Settings.ofLeaseEnd(end));
    factory.clock.advance(HOUR);
    makeRoom(filling);
    assertThat(factory.await(vm.id(), VmState.RUNNING).terms().leaseEnd()).isEqualTo(end);
  }

  @Test
  void room_and_archive_are_free_at_once_though_the_nodes_event_is_faster_than_its_answer() {
    Vm filling = filling();
    factory.keepArchive(filling);
    Vm vm = waiting(new DeploymentTime.Until(deadline));
    Awaitility.await().until(() -> factory.factory().finder().history(vm).size() >= 2);
    factory.nodes.afterEach(
        call -> {
          if (call.startsWith("destroy ")) {
            factory.nodes.tellGone("node-1", filling.incarnation().orElseThrow());
          }
        });
    makeRoom(filling);
    factory.await(vm.id(), VmState.RUNNING);
    assertThat(factory.archivePieces()).isZero();
  }

  @Test
  void a_node_that_fails_before_the_vm_runs_does_not_use_up_the_lease() {
    AtomicBoolean broken = new AtomicBoolean(true);
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith("prepare ") && broken.getAndSet(false)) {
            factory.clock.advance(HOUR.multipliedBy(2));
            throw new FactoryException(FactoryFault.NODE_REFUSED, "Its disk is broken.");
          }
        });
    Vm vm = waiting(new DeploymentTime.Until(deadline));
    Vm running = factory.awaitWatching(vm.id(), VmState.RUNNING);
    assertThat(factory.factory().finder().history(vm))
        .extracting(HistoryEntry::event)
        .contains("released");
    assertThat(Duration.between(factory.clock.instant(), running.terms().leaseEnd()))
        .isBetween(Duration.ofMinutes(50), HOUR);
  }

  private Vm set(Vm vm, Settings settings) {
    return factory.factory().vmSettings().set(TestingFactory.ALICE, vm.id(), settings);
  }

  private static Settings ofLease(Duration duration) {
    return new Settings(
        Optional.empty(),
        Optional.of(new LeaseWish(duration, Optional.empty(), Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
