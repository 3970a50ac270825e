package org.icecoat.testbed.grid;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.icecoat.testbed.host.Host;

/** Puts a shared grid back into order after a test. */
final class Mending {
  private final TestingGrid grid;
  private final Set<String> kept;
  private final List<String> disorder = new ArrayList<>();

  /**
   * @param kept the identifiers of VMs that are to stay
   */
  Mending(TestingGrid grid, Set<String> kept) {
    this.grid = grid;
    this.kept = kept;
  }

  List<String> mend() {
    for (Host node : grid.grid().bed().nodes()) {
      node.cable().plug();
      mend(node);
    }
    Stream.of("store", "factory", "node1", "node2").map(grid::service).forEach(this::mend);
    JsonNode nodes = grid.administrator().json("node", "list").get("nodes");
    nodes.forEach(this::mend);
    enrolRemoved(nodes.findValuesAsText("name"));
    Stream.of(grid.user(), grid.stranger()).forEach(this::destroyAll);
    return disorder;
  }

  private void mend(Host node) {
    if (!node.hypervisor().daemon().isAlive()) {
      disorder.add("libvirtd is dead on " + node.name());
      node.hypervisor().start();
    }
  }

  private void mend(GridService service) {
    if (!service.isAlive()) {
      disorder.add(service.name() + " is dead");
      service.start();
    } else {
      service.thaw();
    }
  }

  private void mend(JsonNode node) {
    String state = node.at("/node/state").asText();
    if (state.equals("Cordoned") || state.equals("Draining")) {
      String name = node.at("/node/name").asText();
      disorder.add(name + " is " + state);
      grid.administrator().json("node", "uncordon", name);
    }
  }

  private void enrolRemoved(List<String> names) {
    for (Host node : grid.grid().bed().nodes()) {
      if (!names.contains(node.name())) {
        disorder.add(node.name() + " is no node");
        grid.administrator().run(grid.grid().enrolment(node.name()));
      }
    }
  }

  private void destroyAll(TestingConsole owner) {
    List<TestingVm> vms = new ArrayList<>();
    for (JsonNode each : owner.json("list").get("vms")) {
      String id = each.get("id").asText();
      if (!kept.contains(id)) {
        vms.add(grid.vm(owner, id));
        String state = each.get("state").asText();
        if (!state.equals("Destroying")) {
          disorder.add(each.get("handle").asText() + " is " + state);
        }
      }
    }
    vms.forEach(vm -> vm.order("destroy"));
    vms.forEach(vm -> vm.awaitState("Destroyed"));
  }
}
