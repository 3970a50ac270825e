package org.icecoat.testbed.demo;

import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.GridPlan;

/** The main job on two nodes with software TPMs. */
record GridScene(Grid grid, DemoImages images) implements Scene {
  static GridScene start(Path top, Path folder, DemoImages images) {
    GridPlan plan =
        GridPlan.of(top, folder)
            .withTpms()
            .withNode("node1")
            .withNode("node2", "globins", images.tutorial().globinsDisk());
    return new GridScene(Grid.start(plan), images);
  }

  @Override
  public String run() {
    return grid.bed().runId();
  }

  @Override
  public void tell(Narrator narrator) {
    new DemoStory(narrator, grid, images).tell();
  }

  @Override
  public void leaveUp() {
    grid.leaveUp();
  }

  @Override
  public List<String> howToGoOn() {
    return grid.howToGoOn();
  }

  @Override
  public void close() {
    grid.close();
  }
}
