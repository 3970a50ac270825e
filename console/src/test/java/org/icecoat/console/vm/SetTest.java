package org.icecoat.console.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icecoat.console.testing.WireFaults.described;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.PlannedFaults;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.wire.oasis.r.ResourceUnavailableFaultType;
import org.icecoat.wire.oasis.rp.SetResourcePropertyRequestFailedFaultType;
import org.icecoat.wire.oasis.rpw.SetResourcePropertyRequestFailedFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.types.ExpiryActionType;
import org.icecoat.wire.vm.VmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetTest {
  @TempDir private Path home;
  private Consoles icecoat;
  private VmProperties vm;

  @BeforeEach
  void a_vm() {
    icecoat = new Consoles(home);
    vm = icecoat.services().vms().running(TestingVms.FIRST, "search");
  }

  @Test
  void all_that_is_said_is_set_and_shown() {
    Result result =
        icecoat.run(
            "set", "search", "--lease", "3h", "--cpus", "2", "--memory", "1GiB", "--name", "x");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("vm-7f3a09c2  x\n", "(3 h left), then Shutdown, grace 10 min", "2 CPUs, 1 GiB");
  }

  @Test
  void what_is_not_said_of_a_lease_stays() {
    icecoat.run("set", "search", "--lease", "3h", "--on-expiry", "destroy");
    assertThat(vm.getLease().getDuration()).isEqualTo(Duration.ofHours(3));
    assertThat(vm.getLease().getExpiryAction()).isEqualTo(ExpiryActionType.DESTROY);
    assertThat(vm.getLease().getGrace()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void cpus_and_memory_are_set_one_without_the_other() {
    assertThat(icecoat.run("set", "search", "--cpus", "2").status()).isZero();
    assertThat(vm.getCpus()).isEqualTo(2);
    assertThat(vm.getMemoryMiB()).isEqualTo(512);
    assertThat(icecoat.run("set", "search", "--memory", "1GiB").status()).isZero();
    assertThat(vm.getCpus()).isEqualTo(2);
    assertThat(vm.getMemoryMiB()).isEqualTo(1024);
  }

  @Test
  void a_factory_that_is_too_busy_to_set_it_asks_to_come_back_and_one_that_will_not_refuses() {
    String busy = "The VM's row changes too often; try again.";
    PlannedFaults faults = icecoat.services().faults();
    faults.fail(
        "setResourceProperties",
        new ResourceUnavailableFault(
            busy, described(new ResourceUnavailableFaultType(), "BUSY", busy)));
    Result later = icecoat.run("set", "search", "--cpus", "2");
    assertThat(later.status()).isEqualTo(6);
    assertThat(later.err()).isEqualTo("icecoat: " + busy + "\n");
    faults.fail(
        "setResourceProperties",
        new SetResourcePropertyRequestFailedFault(
            "x",
            described(
                new SetResourcePropertyRequestFailedFaultType(),
                "QUOTA_EXCEEDED",
                "Too many CPUs")));
    Result never = icecoat.run("set", "search", "--cpus", "2");
    assertThat(never.status()).isEqualTo(3);
    assertThat(never.err()).isEqualTo("icecoat: Too many CPUs\n");
  }

  @Test
  void setting_nothing_is_a_mistake() {
    Result result = icecoat.run("set", "search");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("give --lease, --cpus, --memory or --name");
  }

  @Test
  void a_part_of_a_lease_needs_a_lease() {
    assertThat(icecoat.run("set", "search", "--grace", "5m").err()).contains("give --lease too");
  }

  @Test
  void a_value_that_is_none_is_refused_before_anything_is_sent() {
    Result result = icecoat.run("set", "search", "--lease", "long");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--lease", "'long' is no length of time");
    assertThat(icecoat.run("set", "search", "--memory", "much").status()).isEqualTo(2);
    assertThat(icecoat.run("set", "search", "--on-expiry", "explode").err())
        .contains("shutdown, pause, destroy");
  }

  @Test
  void a_query_gives_elements_and_texts() {
    assertThat(icecoat.run("query", "search", "//vm:State").out())
        .contains("Running</")
        .contains("http://icecoat.org/2026/11/vm");
    assertThat(icecoat.run("query", "search", "count(//*)", "--json").out())
        .isEqualToIgnoringWhitespace("{\"results\":[\"count(//*)\"]}");
  }
}
