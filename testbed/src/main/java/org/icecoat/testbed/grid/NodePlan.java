package org.icecoat.testbed.grid;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A node to be made.
 *
 * @param datasets names of datasets that it holds, and the disks they are on
 * @param prefix the size of the network that its VMs get addresses from, in bits
 */
public record NodePlan(String name, Map<String, Path> datasets, int prefix) {
  private static final int USUAL_PREFIX = 24;

  /** The smallest network that a node can have: five VMs. */
  private static final int NARROW_PREFIX = 29;

  public NodePlan {
    datasets = Map.copyOf(datasets);
  }

  /** A node without data. */
  public static NodePlan of(String name) {
    return new NodePlan(name, Map.of(), USUAL_PREFIX);
  }

  /** The same with addresses for five VMs. */
  public NodePlan narrow() {
    return new NodePlan(name, datasets, NARROW_PREFIX);
  }

  NodePlan with(String dataset, Path disk) {
    Map<String, Path> more = new LinkedHashMap<>(datasets);
    more.put(dataset, disk);
    return new NodePlan(name, more, prefix);
  }
}
