package org.icecoat.testbed.bench.harness;

import java.nio.file.Path;
import org.icecoat.testbed.grid.Grid;

/** The grids of a run: a plain one, and one whose node has proved itself by its TPM. */
public final class BenchGrids implements AutoCloseable {
  private final BenchGrid plain;
  private final BenchGrid attested;
  private final boolean quick;

  /**
   * None is there yet.
   *
   * @param quick whether their services start fast rather than become fast
   */
  BenchGrids(Path top, boolean quick) {
    this.quick = quick;
    Path folder = top.resolve("target/bench");
    this.plain = BenchGrid.plain(top, folder, quick);
    this.attested = BenchGrid.attested(top, folder, quick);
  }

  Grid grid() {
    return quick ? attested.grid() : plain.grid(); // one is started faster than two
  }

  Grid attestedGrid() {
    return attested.grid();
  }

  @Override
  public void close() {
    try {
      attested.close();
    } finally {
      plain.close();
    }
  }
}
