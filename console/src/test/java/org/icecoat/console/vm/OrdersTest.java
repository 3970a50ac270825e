package org.icecoat.console.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.wire.types.FailureType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.VmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdersTest {
  @TempDir private Path home;
  private Consoles icecoat;
  private TestingVms vms;
  private VmProperties vm;

  @BeforeEach
  void a_vm() {
    icecoat = new Consoles(home);
    vms = icecoat.services().vms();
    vm = vms.running(TestingVms.FIRST, "search");
  }

  @Test
  void an_order_says_what_the_vm_is_and_should_be() {
    Result result = icecoat.run("restart", "search");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("vm-7f3a09c2: Restarting, should be Running\n");
  }

  @Test
  void an_order_as_json() {
    assertThat(icecoat.run("pause", "search", "--json").out())
        .isEqualTo(
            """
            {
              "id" : "7f3a09c2-1111-4222-8333-444455556666",
              "order" : "pause",
              "state" : "Running",
              "desiredState" : "Paused"
            }
            """);
  }

  @Test
  void an_order_in_the_wrong_state_is_refused_with_the_state() {
    Result result = icecoat.run("start", "search");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo(
            "icecoat: Only a stopped VM can be started; wait until it is, or restart it (the VM is"
                + " Running)\n");
  }

  @Test
  void waiting_ends_when_the_state_is_reached() {
    vms.then(TestingVms.FIRST, one -> {})
        .then(TestingVms.FIRST, one -> {})
        .then(TestingVms.FIRST, VmStateType.PAUSED);
    Result result = icecoat.run("pause", "search", "--wait");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("vm-7f3a09c2: Paused, should be Paused\n");
    assertThat(result.err()).isEqualTo("vm-7f3a09c2: Running\nvm-7f3a09c2: Paused\n");
  }

  @Test
  void the_grace_time_of_a_shutdown_is_sent() {
    icecoat.run("shutdown", "search", "--grace", "90s");
    assertThat(vm.getLease().getGrace()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void a_vm_that_is_gone_after_destroy_is_destroyed() {
    vms.then(TestingVms.FIRST, one -> {}).then(TestingVms.FIRST, one -> vms.forget(one.getId()));
    Result result = icecoat.run("destroy", "search", "--wait");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("vm-7f3a09c2: Destroyed, should be Destroyed\n");
  }

  @Test
  void a_failure_on_the_way_is_a_failure_of_the_vm() {
    vms.then(TestingVms.FIRST, one -> {})
        .then(
            TestingVms.FIRST,
            one -> {
              one.setState(VmStateType.FAILED);
              one.setFailure(failure());
            });
    Result result = icecoat.run("restart", "search", "--wait");
    assertThat(result.status()).isEqualTo(9);
    assertThat(result.err())
        .contains(
            "vm-7f3a09c2 failed in step start: QEMU ended (DOMAIN_LOST); end it with: icecoat"
                + " destroy vm-7f3a09c2");
  }

  @Test
  void a_failure_from_before_the_order_does_not_count() {
    vm.setState(VmStateType.FAILED);
    vm.setFailure(failure());
    vms.then(TestingVms.FIRST, one -> {})
        .then(TestingVms.FIRST, VmStateType.FAILED)
        .then(TestingVms.FIRST, VmStateType.RUNNING);
    assertThat(icecoat.run("recover", "search", "--wait").status()).isZero();
  }

  @Test
  void waiting_ends_with_its_time_and_says_that_the_order_stands() {
    Result result = icecoat.run("pause", "search", "--wait", "--timeout", "10s");
    assertThat(result.status()).isEqualTo(8);
    assertThat(result.err())
        .endsWith(
            "icecoat: Not done within 10 s. The order stands; see the VM with: icecoat show"
                + " vm-7f3a09c2\n");
  }

  private static FailureType failure() {
    FailureType failure = new FailureType();
    failure.setAt(TestingConsole.NOON);
    failure.setStep("start");
    failure.setCode("DOMAIN_LOST");
    failure.setDescription("QEMU ended");
    return failure;
  }
}
