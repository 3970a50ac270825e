package org.icecoat.testbed.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.console.view.VmView;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.OnSharedGrid;
import org.icecoat.testbed.grid.TestingGrid;
import org.icecoat.testbed.grid.TestingVm;
import org.junit.jupiter.api.Test;

/** node1 has five addresses. One is not given out again while its old domain may live. */
@OnSharedGrid
class AddressIT {
  @Test
  void an_address_is_free_again_when_its_domain_is_proven_gone_and_not_before(TestingGrid grid) {
    List<TestingVm> five = new ArrayList<>();
    Stream.generate(() -> grid.deployIdle("--node", "node1")).limit(5).forEach(five::add);
    five.forEach(vm -> vm.awaitState("Running"));
    assertThat(five).extracting(AddressIT::address).doesNotHaveDuplicates();
    TestingVm sixth = grid.deployIdle("--node", "node1", "--until", "+10m");
    sixth.awaitView("was refused by the node", AddressIT::hasNoAddress);
    TestingVm old = five.remove(2);
    String address = address(old);

    grid.node("node1").hypervisor().kill();
    Grid.must(old.order("destroy"));
    grid.service("node1").kill();
    grid.service("node1").start();
    assertThat(old.state()).isEqualTo("Destroying");
    assertThat(sixth.state()).isIn("Requested", "Scheduled");
    grid.node("node1").hypervisor().start();

    old.awaitState("Destroyed");
    sixth.awaitState("Running");
    assertThat(address(sixth)).isEqualTo(address);
    assertThat(grid.leftovers(old)).isEmpty();
    five.add(sixth);
    five.forEach(vm -> Grid.must(vm.order("destroy")));
    five.forEach(vm -> vm.awaitState("Destroyed"));
    assertThat(grid.domains()).isEmpty();
  }

  private static String address(TestingVm vm) {
    return vm.view().addresses().get(0);
  }

  private static boolean hasNoAddress(VmView view) {
    return view.history().stream()
        .anyMatch(
            entry ->
                entry.event().equals("placement-given-up")
                    && entry.description().contains("All addresses"));
  }
}
