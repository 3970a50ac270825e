package org.icecoat.testbed.grid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A grid to be made.
 *
 * @param installation the product that runs in it
 * @param folder for all its files; emptied before
 */
public record GridPlan(Installation installation, Path folder, List<NodePlan> nodes) {
  public GridPlan {
    folder = folder.toAbsolutePath().normalize();
    nodes = List.copyOf(nodes);
  }

  /** A grid without nodes, from what a build of the source tree left. */
  public static GridPlan of(Path top, Path folder) {
    return new GridPlan(Installation.builtIn(top), folder, List.of());
  }

  /** One more node, without data. */
  public GridPlan withNode(String name) {
    return with(new NodePlan(name, Map.of()));
  }

  /** One more node, which holds a dataset. */
  public GridPlan withNode(String name, String dataset, Path disk) {
    return with(new NodePlan(name, Map.of()).with(dataset, disk));
  }

  private GridPlan with(NodePlan node) {
    List<NodePlan> more = new ArrayList<>(nodes);
    more.add(node);
    return new GridPlan(installation, folder, more);
  }
}
