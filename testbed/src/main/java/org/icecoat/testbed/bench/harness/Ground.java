package org.icecoat.testbed.bench.harness;

import java.nio.file.Path;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.Grid;

/**
 * Where one benchmark runs.
 *
 * @param top the source tree
 * @param name of the benchmark
 * @param quick whether small data will do
 * @param shared the run's grids
 */
public record Ground(Path top, String name, boolean quick, BenchGrids shared) {
  /** The run's grid, started now if it is not there. */
  public Grid grid() {
    return shared.grid();
  }

  /** The run's grid whose node has proved itself, started now if it is not there. */
  public Grid attestedGrid() {
    return shared.attestedGrid();
  }

  /** A folder for its files, which is removed afterwards. */
  public Path folder() {
    return Folders.make(home().resolve(name));
  }

  /** A log that stays. */
  public Path log(String process) {
    return Folders.make(home().resolve("log")).resolve(name + "-" + process + ".log");
  }

  private Path home() {
    return top.resolve("target").resolve("bench");
  }
}
