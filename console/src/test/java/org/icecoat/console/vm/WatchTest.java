package org.icecoat.console.vm;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.ws.WebServiceException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.wire.types.ApplicationStateType;
import org.icecoat.wire.types.ProgressType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.VmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  @TempDir private Path home;
  private Consoles icecoat;
  private TestingVms vms;

  @BeforeEach
  void a_vm() {
    icecoat = new Consoles(home);
    vms = icecoat.services().vms();
    vms.running(TestingVms.FIRST, "search");
  }

  @Test
  void there_is_a_line_for_each_change_until_the_application_has_ended() {
    staging();
    Result result = icecoat.run("watch", "search");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            13:00:00  vm-7f3a09c2  Staging  fetch-image (2 of 4)  application Running
            13:00:00  vm-7f3a09c2  Running  application Running
            13:00:00  vm-7f3a09c2  Running  application Succeeded, exit status 0
            """);
  }

  @Test
  void with_json_each_change_is_a_line() {
    staging();
    assertThat(icecoat.run("watch", "search", "--json").out().lines())
        .hasSize(3)
        .first()
        .isEqualTo(
            "{\"at\":\"2026-11-23T12:00:00Z\",\"id\":\""
                + TestingVms.FIRST
                + "\","
                + "\"handle\":\"vm-7f3a09c2\",\"state\":\"Staging\",\"desiredState\":\"Running\","
                + "\"step\":\"fetch-image\",\"stepNumber\":2,\"steps\":4,"
                + "\"applicationState\":\"Running\"}");
  }

  @Test
  void that_trust_is_lost_is_a_line_of_its_own_and_told_once() {
    vms.then(TestingVms.FIRST, vm -> {})
        .then(TestingVms.FIRST, TestingVms::distrusted)
        .then(TestingVms.FIRST, vm -> {})
        .then(TestingVms.FIRST, VmStateType.DESTROYED);
    assertThat(icecoat.run("watch", "search").out())
        .isEqualTo(
            """
            13:00:00  vm-7f3a09c2  Running  application Running
            13:00:00  vm-7f3a09c2  Running  trust-lost: Trust is lost in node2: qemu was changed
            13:00:00  vm-7f3a09c2  Destroyed  application Running
            """);
    vms.then(TestingVms.FIRST, VmStateType.DESTROYED);
    assertThat(icecoat.run("watch", "search").out()).doesNotContain("trust-lost");
  }

  @Test
  void an_interrupt_leaves_the_vm_alone_and_says_so() {
    AtomicReference<Runnable> control = new AtomicReference<>();
    icecoat
        .console()
        .interruptedBy(
            task -> {
              control.set(task);
              return () -> control.set(null);
            })
        .pausing(length -> control.get().run());
    Result result = icecoat.run("watch", "search");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.status()).isEqualTo(130);
    assertThat(result.err())
        .isEqualTo("icecoat: Interrupted. The VM goes on; see it with: icecoat show search\n");
    assertThat(control.get()).isNull();
  }

  @Test
  void a_factory_that_is_away_for_a_while_is_waited_for() {
    staging();
    for (int i = 0; i < 3; i++) {
      icecoat
          .services()
          .faults()
          .fail("getResourcePropertyDocument", new WebServiceException(new ConnectException()));
    }
    Result result = icecoat.run("watch", "search");
    assertThat(result.status()).isZero();
    assertThat(result.err()).containsOnlyOnce("still trying");
  }

  @Test
  void a_factory_that_stays_away_ends_the_waiting() {
    for (int i = 0; i < 200; i++) {
      icecoat
          .services()
          .faults()
          .fail("getResourcePropertyDocument", new WebServiceException(new ConnectException()));
    }
    assertThat(icecoat.run("watch", "search").status()).isEqualTo(6);
  }

  @Test
  void watching_ends_with_its_time() {
    Result result = icecoat.run("watch", "search", "--timeout", "5m");
    assertThat(result.status()).isEqualTo(8);
    assertThat(result.err()).startsWith("icecoat: Not done within 5 min. The VM goes on");
  }

  private void staging() {
    vms.then(TestingVms.FIRST, WatchTest::fetching)
        .then(TestingVms.FIRST, one -> {})
        .then(
            TestingVms.FIRST,
            one -> {
              one.setState(VmStateType.RUNNING);
              one.setProgress(null);
            })
        .then(
            TestingVms.FIRST,
            one -> {
              one.getApplication().setState(ApplicationStateType.SUCCEEDED);
              one.getApplication().setExitStatus(0);
            });
  }

  private static void fetching(VmProperties vm) {
    vm.setState(VmStateType.STAGING);
    vm.setProgress(new ProgressType());
    vm.getProgress().setName("fetch-image");
    vm.getProgress().setStep(2);
    vm.getProgress().setSteps(4);
  }
}
