package org.icecoat.testbed.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.host.Testbed;

/** {@code demo [--keep]} and {@code demo stop}: the main job, for real, on this machine. */
public final class Demo {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final String SHOWN =
      "Shown: code went in, ran in a VM on the node that holds the data, and its output came back;"
          + " life cycle, lease and resources were read and set as WS-Resource properties, and"
          + " what was ordered was seen; what does not fit was refused with its reasons; a"
          + " confidential image ran on a node that proved by its TPM to factory, store and user"
          + " what it runs; when the node was changed its VM was paused, and it got no more code.";

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
    play(() -> GridScene.start(top, folder, images), keep, narrator);
    return 0;
  }

  /** Sets a scene, shows it, and clears it away or leaves it up. */
  static void play(Supplier<Scene> scenes, boolean keep, Narrator narrator) {
    long start = narrator.seconds();
    narrator.say(
        "A grid: certification authority, image store, factory, node1 and node2, with software TPMs");
    try (Scene scene = scenes.get()) {
      narrator.say("The grid is up as run " + scene.run());
      scene.tell(narrator);
      if (keep) {
        scene.leaveUp();
        narrator.say("The grid stays up. Type next:");
        scene.howToGoOn().forEach(line -> narrator.say("  " + line));
      }
    }
    narrator.say(SHOWN);
    new DemoTime(narrator.seconds() - start).lines().forEach(narrator::say);
  }
}
