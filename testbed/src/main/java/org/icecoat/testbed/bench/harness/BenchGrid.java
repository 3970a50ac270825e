package org.icecoat.testbed.bench.harness;

import static org.icecoat.testbed.grid.Grid.must;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.GridPlan;
import org.icecoat.testbed.grid.Person;

/**
 * A grid that benchmarks of a run share: store, factory and one node, with heaps of 256 MiB.
 * Started for the first that asks for it.
 */
public final class BenchGrid implements AutoCloseable {
  /** Of each service, and of the floors beside them. */
  public static final String HEAP = "-Xmx256m";

  /** The node's name. */
  public static final String NODE = "node1";

  private final Supplier<GridPlan> plan;
  private final Consumer<Grid> prepare;
  private Grid grid;

  private BenchGrid(Supplier<GridPlan> plan, Consumer<Grid> prepare) {
    this.plan = plan;
    this.prepare = prepare;
  }

  /**
   * A grid that is not there yet, without TPMs.
   *
   * @param top the source tree
   * @param folder of the run
   * @param quick whether its services start fast rather than become fast
   */
  static BenchGrid plain(Path top, Path folder, boolean quick) {
    return new BenchGrid(() -> plan(top, folder.resolve("grid"), quick), grid -> {});
  }

  /** The same with software TPMs, and a policy in force by which the node is trusted. */
  static BenchGrid attested(Path top, Path folder, boolean quick) {
    return new BenchGrid(
        () -> plan(top, folder.resolve("attested-grid"), quick).withTpms(), BenchGrid::trust);
  }

  private static GridPlan plan(Path top, Path folder, boolean quick) {
    GridPlan plan = GridPlan.of(top, folder).withNode(NODE);
    return quick ? plan : plan.withJavaOptions(HEAP);
  }

  private static void trust(Grid grid) {
    Person administrator = grid.administrator();
    must(administrator.icecoat("node", "evidence", NODE, "-o", "node.evidence"));
    must(
        administrator.icecoat(
            "policy",
            "draft",
            "node.evidence",
            "--name",
            "site",
            "--allow-emulated",
            "--version",
            "1",
            "-o",
            "site.yaml"));
    must(administrator.icecoat("policy", "sign", "site.yaml", "-o", "site.cms"));
    must(administrator.icecoat("policy", "activate", "site.cms"));
  }

  /** The grid, which nobody but this closes. */
  synchronized Grid grid() {
    if (grid == null) {
      grid = Grid.start(plan.get());
      prepare.accept(grid);
    }
    return grid;
  }

  @Override
  public synchronized void close() {
    if (grid != null) {
      grid.close();
      Folders.remove(grid.plan().folder());
      grid = null;
    }
  }
}
