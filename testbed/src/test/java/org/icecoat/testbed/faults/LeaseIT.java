package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/**
 * A lease that ends in each state but two: in Unknown it does in {@link VanishedNodeIT}, in Failed
 * in {@link FailedAnywhereIT}. States that pass by themselves are held: by a node that is frozen
 * and takes no orders, and by a {@link StubbornGuest}.
 */
@OnSharedGrid
class LeaseIT {
  @Test
  void a_lease_ends_a_deployment_that_has_begun_and_none_that_waits(TestingGrid grid) {
    TestingVm deferred = grid.deployIdle("--at", "+1h", "--grace", "1h");
    TestingVm staging = staging(grid);

    EndedLease.of(deferred);
    EndedLease.of(staging);

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
  void a_lease_that_ends_later_has_its_action_and_then_the_vm_is_destroyed(TestingGrid grid) {
    List<EndedLease> all = new ArrayList<>(inStatesThatLast(grid));
    all.addAll(inStatesOfGuests(grid)); // while the longest grace of those runs
    all.addAll(inStatesOfANode(grid));

    all.forEach(each -> each.vm().awaitState("Destroyed"));

    for (EndedLease each : all) {
      assertThat(each.statesSince()).containsExactlyElementsOf(each.states());
      assertThat(grid.leftovers(each.vm())).isEmpty();
    }
  }

  private static List<EndedLease> inStatesThatLast(TestingGrid grid) {
    TestingVm paused = onNode2(grid, "true", "destroy", "1h");
    TestingVm stopped = onNode2(grid, "true", "shutdown", "4s");
    TestingVm toPause = onNode2(grid, "true", "pause", "6s");
    TestingVm toShutDown = onNode2(grid, "sleep 600", "shutdown", "30s");
    List.of(paused, stopped, toPause, toShutDown).forEach(vm -> vm.awaitState("Running"));
    Grid.must(paused.order("pause", "--wait"));
    Grid.must(stopped.order("shutdown", "--wait"));
    return List.of(
        EndedLease.of(paused, "Paused", "Destroying", "Destroyed"),
        EndedLease.of(stopped, "Stopped", "Destroying", "Destroyed"),
        EndedLease.of(toPause, "Running", "Paused", "Destroying", "Destroyed"),
        EndedLease.of(toShutDown, "Running", "ShuttingDown", "Stopped", "Destroying", "Destroyed"));
  }

  private static List<EndedLease> inStatesOfGuests(TestingGrid grid) {
    TestingVm starting = onNode2(grid, StubbornGuest.MUTE_AT_NEXT_BOOT, "destroy", "1h");
    TestingVm restarting = onNode2(grid, StubbornGuest.MUTE_AT_NEXT_BOOT, "pause", "2s");
    TestingVm shuttingDown = onNode2(grid, StubbornGuest.NEVER_OFF, "shutdown", "2s");
    List.of(starting, restarting, shuttingDown).forEach(StubbornGuest::awaitReady);
    Grid.must(shuttingDown.order("shutdown", "--grace", "1h"));
    Grid.must(restarting.order("restart"));
    Grid.must(starting.order("shutdown", "--wait"));
    Grid.must(starting.order("start"));
    return List.of(
        EndedLease.of(starting, "Starting", "Destroying", "Destroyed"),
        EndedLease.of(restarting, "Restarting", "Destroying", "Destroyed"),
        EndedLease.of(shuttingDown, "ShuttingDown", "Destroying", "Destroyed"));
  }

  /** What a frozen node is asked to do it does later; the leases of its VMs end meanwhile. */
  private static List<EndedLease> inStatesOfANode(TestingGrid grid) {
    TestingVm destroying = grid.deployIdle("--node", "node1", "--on-expiry", "destroy");
    destroying.awaitState("Running");
    grid.service("node1").freeze();
    EndedLease first = EndedLease.of(destroying, "Running", "Destroying", "Destroyed");
    Grid.must(destroying.order("destroy"));
    TestingVm scheduled = grid.deployIdle("--node", "node1", "--grace", "1h");
    scheduled.awaitState("Scheduled");
    EndedLease second = EndedLease.of(scheduled, "Scheduled", "Staging", "Destroying", "Destroyed");
    List.of(first, second).forEach(EndedLease::await);
    grid.service("node1").thaw();
    return List.of(first, second);
  }

  private static TestingVm onNode2(TestingGrid grid, String script, String action, String grace) {
    return grid.deploy(script, "--node", "node2", "--on-expiry", action, "--grace", grace);
  }

  /** Held there: the store is frozen while the node fetches the image from it. */
  private static TestingVm staging(TestingGrid grid) {
    String image = FreshImage.register(grid, "never-to-come");
    TestingVm vm = grid.deploy("true", "--image", image, "--grace", "1h");
    vm.awaitState("Staging");
    grid.service("store").freeze();
    return vm;
  }
}
