package org.icecoat.testbed.grid;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.icecoat.domain.vm.VmId;

/** A program that makes a grid with a VM that runs, as a demo does, and waits to be interrupted. */
final class RunWithVm {
  static final String UP = "a VM runs";

  private RunWithVm() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path top = Path.of("..").toAbsolutePath().normalize();
    Grid grid = Grid.start(GridPlan.of(top, Path.of(arguments[0])).withNode("node1"));
    TestingImages.register(new TestingConsole(grid.administrator()));
    deploy(new TestingConsole(grid.user())).awaitState("Running");
    System.out.println(UP);
    new CountDownLatch(1).await();
  }

  private static TestingVm deploy(TestingConsole user) {
    List<String> words =
        List.of("deploy", "--image", "small:1", "--memory", "128MiB", "--lease", "1h");
    return new TestingVm(user, VmId.parse(user.json(words).get("id").asText()));
  }
}
