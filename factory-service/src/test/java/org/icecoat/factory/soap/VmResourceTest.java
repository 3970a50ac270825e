package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.factory.testing.TestingFactory.ALICE;
import static org.icecoat.factory.testing.TestingFactory.BOB;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.testing.TestingFactory;
import org.icecoat.service.access.AccessRule;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the factory refuses keeps its name in the faults of WSRF. */
class VmResourceTest {
  @TempDir Path folder;
  private TestingFactory factory;
  private VmResource resource;
  private VmView vm;

  @BeforeEach
  void a_running_vm() {
    factory =
        new TestingFactory(DatabaseConfiguration.inFile(folder.resolve("factory")))
            .withRule(new AccessRule(ALICE.dn(), null, true, 6L, 2L, 2048L, Duration.ofHours(2)))
            .begin();
    factory.nodes.with("node-1", new Capacity(8, 512, 100_000));
    factory.enrol("node-1");
    resource = new VmResource(factory.factory());
    vm =
        new VmView(factory.await(factory.deploy("1", TestingFactory.wish()).id(), VmState.RUNNING));
  }

  @AfterEach
  void end() {
    factory.close();
  }

  private static void refused(WsrfCause cause, String name, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WsrfException.class,
            e -> {
              assertThat(e.code()).isEqualTo(cause);
              assertThat(e.name()).isEqualTo(name);
            });
  }

  private Optional<Instant> inHours(int hours) {
    return Optional.of(factory.clock.instant().plus(Duration.ofHours(hours)));
  }

  @Test
  void a_setting_says_whether_it_is_the_quota_the_node_or_the_request() {
    WsrfCause failed = WsrfCause.MODIFICATION_FAILED;
    refused(failed, "QUOTA_EXCEEDED", () -> resource.replace(ALICE, vm, vm.withCpus(3)));
    refused(failed, "NOTHING_FITS", () -> resource.replace(ALICE, vm, vm.withMemory(1024)));
    refused(
        WsrfCause.INVALID_VALUE,
        "INVALID_REQUEST",
        () -> resource.replace(ALICE, vm, vm.withCpus(9)));
  }

  @Test
  void an_end_that_is_too_late_says_that_it_is_the_request() {
    refused(
        WsrfCause.TERMINATION_TIME_REJECTED,
        "INVALID_REQUEST",
        () -> resource.setTerminationTime(ALICE, vm, inHours(3)));
  }

  @Test
  void a_vm_that_is_not_there_for_the_caller_is_unknown_whatever_is_asked_of_it() {
    WsrfCause unknown = WsrfCause.RESOURCE_UNKNOWN;
    refused(unknown, "VM_UNKNOWN", () -> resource.replace(BOB, vm, vm.withCpus(2)));
    refused(unknown, "VM_UNKNOWN", () -> resource.setTerminationTime(BOB, vm, inHours(1)));
    refused(unknown, "VM_UNKNOWN", () -> resource.destroy(BOB, vm));
  }
}
