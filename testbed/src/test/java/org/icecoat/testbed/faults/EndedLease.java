package org.icecoat.testbed.faults;

import java.util.List;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.TestingVm;

/**
 * A VM whose lease is ended by its owner, a second from now.
 *
 * @param states the one that it is in now, and those that it has to go through then
 */
record EndedLease(TestingVm vm, List<String> states) {
  static EndedLease of(TestingVm vm, String... states) {
    Grid.must(vm.order("set", "--lease", "1s"));
    return new EndedLease(vm, List.of(states));
  }

  /** Waits until the second is over. */
  void await() {
    vm.awaitView("its lease is over", view -> !view.currentTime().isBefore(view.terminationTime()));
  }

  /** The states that it has been in since the lease was set, each once. */
  List<String> statesSince() {
    List<String> events = vm.view().history().stream().map(entry -> entry.event()).toList();
    List<String> all = SurvivalIT.states(vm.view());
    return all.subList(events.lastIndexOf("set"), all.size()).stream().distinct().toList();
  }
}
