package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.request.ClientToken;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.factory.vm.Vm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlwaysDestroyableTest {
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

  private void destroyed(Vm vm) {
    factory.factory().orders().destroy(TestingFactory.ALICE, vm.id());
    factory.await(vm.id(), VmState.DESTROYED);
    assertThat(factory.nodes.on("node-1")).isEmpty();
    assertThat(factory.factory().usage().onEachNode()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prepare", "start"})
  void a_vm_that_failed_at_a_step_can_be_destroyed(String operation) {
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith(operation + " ")) {
            throw new FactoryException(FactoryFault.NODE_REFUSED, "The node will never do that.");
          }
        });
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.FAILED);
    assertThat(vm.life().failure().orElseThrow().step()).isEqualTo(operation);
    assertThat(vm.life().failure().orElseThrow().description()).contains("never do that");
    destroyed(vm);
  }

  @Test
  void a_vm_whose_guest_never_reports_fails_and_can_be_recovered_in_place_or_destroyed()
      throws Exception {
    factory.nodes.slowGuests();
    ApplicationArchive archive = ApplicationArchive.of(TestingFactory.echo());
    VmWish wish = TestingFactory.with(TestingFactory.wish(), archive);
    ClientToken token = new ClientToken("application-1");
    Vm vm =
        factory
            .factory()
            .deployments()
            .deploy(TestingFactory.ALICE, token, wish, Optional.of(archive));
    factory.await(vm.id(), VmState.STARTING);
    factory.clock.advance(Duration.ofMinutes(16));
    Vm failed = factory.await(vm.id(), VmState.FAILED);
    assertThat(failed.life().failure().orElseThrow().code()).isEqualTo("GUEST_SILENT");
    factory.factory().orders().recover(TestingFactory.ALICE, vm.id());
    factory.await(vm.id(), VmState.STARTING);
    Awaitility.await().until(() -> factory.nodes.vm("node-1", vm.id()).starts() == 2);
    factory.nodes.guestReports("node-1", vm.id());
    Vm running = factory.await(vm.id(), VmState.RUNNING);
    assertThat(running.placed().epoch()).isEqualTo(1);
    destroyed(running);
  }

  @Test
  void a_vm_that_its_node_never_gets_ready_fails_and_can_be_destroyed() {
    factory.nodes.slowPreparations(true);
    LeaseWish hours = new LeaseWish(Duration.ofHours(9), Optional.empty(), Optional.empty());
    Vm vm = factory.deploy("1", TestingFactory.with(TestingFactory.wish(), hours));
    factory.await(vm.id(), VmState.STAGING);
    factory.clock.advance(Duration.ofMinutes(121));
    VmFailure failure = factory.await(vm.id(), VmState.FAILED).life().failure().orElseThrow();
    assertThat(failure.step()).isEqualTo("prepare");
    assertThat(failure.code()).isEqualTo("PREPARATION_TOO_LONG");
    destroyed(vm);
  }

  @Test
  void a_vm_that_is_being_prepared_can_be_destroyed() {
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith("start ")) {
            throw new FactoryException(FactoryFault.NODE_UNAVAILABLE, "Not now.");
          }
        });
    Vm vm = factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.STARTING);
    destroyed(vm);
  }

  /** A node gives a start up when it is told to destroy the VM, and answers the start then. */
  @Test
  void a_vm_whose_start_the_node_has_not_answered_yet_is_destroyed_beside_it() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch destroying = new CountDownLatch(1);
    factory.nodes.beforeEach(
        call -> {
          if (call.startsWith("start ")) {
            starting.countDown();
            pass(destroying);
          }
        });
    factory.nodes.afterEach(
        call -> {
          if (call.startsWith("destroy ")) {
            destroying.countDown();
          }
        });
    try {
      Vm vm = factory.deploy("1", TestingFactory.wish());
      pass(starting);
      destroyed(vm);
      assertThat(factory.nodes.count("receipt")).isPositive();
    } finally {
      destroying.countDown();
    }
  }

  private static void pass(CountDownLatch latch) {
    try {
      assertThat(latch.await(90, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
