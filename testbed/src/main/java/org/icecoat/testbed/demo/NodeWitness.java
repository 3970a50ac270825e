package org.icecoat.testbed.demo;

import java.nio.file.Path;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.host.Host;

/** A node of the grid: its libvirt, and the logs of its guests' consoles. */
record NodeWitness(Host node, Path vms) implements Witness {
  /** What the start script of each image writes once it is up. */
  private static final String UP = "icecoat: the guest is up";

  static NodeWitness of(Grid grid, String node) {
    return new NodeWitness(grid.bed().host(node), grid.plan().vms(node));
  }

  @Override
  public String domainState(String id) {
    return node.hypervisor().virsh("domstate", id).text();
  }

  @Override
  public long boots(String id) {
    String console = Folders.read(vms.resolve(id).resolve("console.log"));
    return console.lines().filter(line -> line.contains(UP)).count();
  }
}
