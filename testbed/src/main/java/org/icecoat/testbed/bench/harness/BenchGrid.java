package org.icecoat.testbed.bench.harness;

import java.nio.file.Path;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.GridPlan;

/**
 * The grid that all benchmarks of a run share: store, factory and one node, with heaps of 256 MiB.
 * Started for the first that asks for it.
 */
public final class BenchGrid implements AutoCloseable {
  /** Of each service, and of the floors beside them. */
  public static final String HEAP = "-Xmx256m";

  /** The node's name. */
  public static final String NODE = "node1";

  private final Path top;
  private final boolean quick;
  private Grid grid;

  /**
   * A grid that is not there yet.
   *
   * @param quick whether its services start fast rather than become fast
   */
  BenchGrid(Path top, boolean quick) {
    this.top = top;
    this.quick = quick;
  }

  /** The grid, which nobody but this closes. */
  public synchronized Grid grid() {
    if (grid == null) {
      GridPlan plan = GridPlan.of(top, folder()).withNode(NODE);
      grid = Grid.start(quick ? plan : plan.withJavaOptions(HEAP));
    }
    return grid;
  }

  private Path folder() {
    return top.resolve("target/bench/grid");
  }

  @Override
  public synchronized void close() {
    if (grid != null) {
      grid.close();
      Folders.remove(folder());
      grid = null;
    }
  }
}
