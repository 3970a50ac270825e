package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/**
 * A lease that ends in Requested, Staging, Running, Paused and Stopped; in Unknown it does in
 * {@link VanishedNodeIT}, in Failed in {@link FailedAnywhereIT}. The states that pass by themselves
 * are left to the simulated back end.
 */
@OnSharedGrid
class LeaseIT {
  @Test
  void a_lease_ends_a_deployment_that_has_begun_and_none_that_waits(TestingGrid grid) {
    TestingVm deferred = grid.deployIdle("--at", "+1h", "--grace", "1h");
    TestingVm staging = staging(grid);

    end(deferred);
    end(staging);

    staging.awaitState("Destroyed");
    grid.service("store").thaw();
    assertThat(deferred.view().state()).isEqualTo("Requested");
    deferred.destroy();
    assertThat(SurvivalIT.states(deferred.view()))
        .containsExactly("Requested", "Requested", "Destroying", "Destroyed");
    assertThat(SurvivalIT.states(staging.view())).contains("Staging").doesNotContain("Starting");
    for (TestingVm vm : List.of(deferred, staging)) {
      assertThat(grid.leftovers(vm)).isEmpty();
    }
  }

  @Test
  void a_lease_that_ends_after_the_start_has_its_action_and_then_the_vm_is_destroyed(
      TestingGrid grid) {
    TestingVm paused = grid.deployIdle("--on-expiry", "destroy", "--grace", "1h");
    TestingVm stopped = grid.deployIdle("--on-expiry", "shutdown", "--grace", "4s");
    TestingVm toPause = grid.deployIdle("--on-expiry", "pause", "--grace", "6s");
    TestingVm toShutDown = grid.deploy("sleep 600", "--on-expiry", "shutdown", "--grace", "30s");
    List<TestingVm> all = List.of(paused, stopped, toPause, toShutDown);
    all.forEach(vm -> vm.awaitState("Running"));
    Grid.must(paused.order("pause", "--wait"));
    Grid.must(stopped.order("shutdown", "--wait"));

    all.forEach(LeaseIT::end);
    all.forEach(vm -> vm.awaitState("Destroyed"));

    assertThat(afterTheLease(paused)).containsExactly("Destroying", "Destroyed");
    assertThat(afterTheLease(stopped)).containsExactly("Destroying", "Destroyed");
    assertThat(afterTheLease(toPause)).containsExactly("Paused", "Destroying", "Destroyed");
    assertThat(afterTheLease(toShutDown))
        .containsExactly("ShuttingDown", "Stopped", "Destroying", "Destroyed");
    all.forEach(vm -> assertThat(grid.leftovers(vm)).isEmpty());
  }

  /** Held there: the store is frozen while the node fetches the image from it. */
  private static TestingVm staging(TestingGrid grid) {
    String image = FreshImage.register(grid, "never-to-come");
    TestingVm vm = grid.deploy("true", "--image", image, "--grace", "1h");
    vm.awaitState("Staging");
    grid.service("store").freeze();
    return vm;
  }

  private static void end(TestingVm vm) {
    Grid.must(vm.order("set", "--lease", "1s"));
  }

  /** The states that it went through after the lease was set, each once. */
  private static List<String> afterTheLease(TestingVm vm) {
    List<String> events = vm.view().history().stream().map(entry -> entry.event()).toList();
    List<String> states = SurvivalIT.states(vm.view());
    String before = states.get(events.lastIndexOf("set"));
    return states.subList(events.lastIndexOf("set"), states.size()).stream()
        .dropWhile(before::equals)
        .distinct()
        .toList();
  }
}
