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
 * @param javaOptions of the services' virtual machines
 * @param factory more of the factory's configuration file, by its top-level keys
 * @param factories how many there are; several share one PostgreSQL
 * @param tpms whether store and nodes have software TPMs, and the factory asks nodes to prove
 *     themselves
 */
public record GridPlan(
    Installation installation,
    Path folder,
    List<NodePlan> nodes,
    String javaOptions,
    Map<String, ?> factory,
    int factories,
    boolean tpms) {
  /** They start fast and stay small: many services share a machine. */
  private static final String SMALL = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  public GridPlan {
    folder = folder.toAbsolutePath().normalize();
    nodes = List.copyOf(nodes);
    factory = Map.copyOf(factory);
  }

  /** A grid without nodes, from what a build of the source tree left. */
  public static GridPlan of(Path top, Path folder) {
    return new GridPlan(Installation.builtIn(top), folder, List.of(), SMALL, Map.of(), 1, false);
  }

  /** Where a node keeps the files of its VMs: a folder each, whose name is the VM's id. */
  public Path vms(String node) {
    return folder.resolve("services").resolve(node).resolve("vms");
  }

  /** One more node, without data. */
  public GridPlan withNode(String name) {
    return with(NodePlan.of(name));
  }

  /** One more node, which holds a dataset. */
  public GridPlan withNode(String name, String dataset, Path disk) {
    return with(NodePlan.of(name).with(dataset, disk));
  }

  /** Services that run as a site runs them, for measurements. */
  public GridPlan withJavaOptions(String options) {
    return new GridPlan(installation, folder, nodes, options, factory, factories, tpms);
  }

  /** A factory with other times or bounds. */
  public GridPlan withFactory(Map<String, ?> settings) {
    return new GridPlan(installation, folder, nodes, javaOptions, settings, factories, tpms);
  }

  /** So many factories on one PostgreSQL; nodes tell them in turn what happens. */
  public GridPlan withFactories(int count) {
    return new GridPlan(installation, folder, nodes, javaOptions, factory, count, tpms);
  }

  /** A grid whose machines prove what they run. */
  public GridPlan withTpms() {
    return new GridPlan(installation, folder, nodes, javaOptions, factory, factories, true);
  }

  /** One more node. */
  public GridPlan with(NodePlan node) {
    List<NodePlan> more = new ArrayList<>(nodes);
    more.add(node);
    return new GridPlan(installation, folder, more, javaOptions, factory, factories, tpms);
  }
}
