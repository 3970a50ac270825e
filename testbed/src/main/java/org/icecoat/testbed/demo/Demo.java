package org.icecoat.testbed.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.GridPlan;
import org.icecoat.testbed.host.Testbed;

/** {@code demo [--keep]} and {@code demo stop}: the main job, for real, on this machine. */
public final class Demo {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Demo() {}

  /**
   * Runs it to its end.
   *
   * @param top the source tree, which has been built
   * @param arguments what follows {@code demo}
   * @return the exit status: 0 only if everything was shown
   */
  public static int run(Path top, List<String> arguments, PrintStream out, PrintStream err) {
    Path folder = top.resolve("target/grid");
    try {
      if (arguments.equals(List.of("stop"))) {
        Testbed.cleanUp(folder);
        out.println("The grid is down.");
        return 0;
      }
      if (!arguments.isEmpty() && !arguments.equals(List.of("--keep"))) {
        err.println("usage: ./icecoat demo [--keep] | demo stop");
        return USAGE;
      }
      return show(top, folder, !arguments.isEmpty(), new Narrator(out));
    } catch (TestbedException e) {
      err.println("icecoat demo: " + e.getMessage());
      err.println("icecoat demo: the logs are in target/grid/hosts/*/log");
      return FAILED;
    }
  }

  private static int show(Path top, Path folder, boolean keep, Narrator narrator) {
    narrator.say("Images from Debian packages (cached in target/images)");
    DemoImages images = DemoImages.make(top, narrator);
    narrator.say(
        "A grid: certification authority, image store, factory, node1 and node2, with software TPMs");
    try (Grid grid = Grid.start(plan(top, folder, images))) {
      narrator.say("The grid is up as run " + grid.bed().runId());
      new DemoStory(narrator, grid, images).tell();
      if (keep) {
        grid.leaveUp();
        narrator.say("The grid stays up. Type next:");
        grid.howToGoOn().forEach(line -> narrator.say("  " + line));
      }
    }
    narrator.say(
        "Shown: code went in, ran in a VM on the node that holds the data, and its output came"
            + " back; life cycle, lease and resources were read and set as WS-Resource"
            + " properties; what does not fit was refused with its reasons; a confidential image"
            + " ran on a node that proved by its TPM to factory, store and user what it runs; when"
            + " the node was changed its VM was paused, and it got no more code.");
    return 0;
  }

  private static GridPlan plan(Path top, Path folder, DemoImages images) {
    return GridPlan.of(top, folder)
        .withTpms()
        .withNode("node1")
        .withNode("node2", "globins", images.tutorial().globinsDisk());
  }
}
