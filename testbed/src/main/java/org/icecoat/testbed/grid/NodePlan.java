package org.icecoat.testbed.grid;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A node to be made.
 *
 * @param datasets names of datasets that it holds, and the disks they are on
 */
public record NodePlan(String name, Map<String, Path> datasets) {
  public NodePlan {
    datasets = Map.copyOf(datasets);
  }

  NodePlan with(String dataset, Path disk) {
    Map<String, Path> more = new LinkedHashMap<>(datasets);
    more.put(dataset, disk);
    return new NodePlan(name, more);
  }
}
