package org.icecoat.testbed.bench.attest;

import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.bench.harness.Ground;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.tpm.ChipTimes;
import org.icecoat.testbed.tpm.SoftwareTpm;
import org.icecoat.testbed.tpm.TpmMaker;

/** A software TPM that belongs to no service, and the process that has it quote. */
record BareQuote(SoftwareTpm tpm, WorkerProcess worker) implements AutoCloseable {
  private static final String NAME = "bare";

  static BareQuote start(Ground ground, Grid grid, ChipTimes times, int quotes) {
    Path state = ground.folder().resolve(NAME);
    TpmMaker.in(ground.folder().resolve("maker")).manufacture(NAME, state);
    SoftwareTpm tpm = new SoftwareTpm(NAME, grid.bed().front(), state);
    tpm.start(times);
    try {
      List<String> arguments = List.of(tpm.tcti(), String.valueOf(quotes));
      return new BareQuote(
          tpm, WorkerProcess.start(QuoteWorker.class, List.of(), arguments, ground.log(NAME)));
    } catch (TestbedException e) {
      tpm.stop();
      throw e;
    }
  }

  @Override
  public void close() {
    worker.close();
    tpm.stop();
  }
}
