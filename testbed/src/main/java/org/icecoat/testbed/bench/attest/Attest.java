package org.icecoat.testbed.bench.attest;

import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.bench.harness.BenchGrid;
import org.icecoat.testbed.bench.harness.Benchmark;
import org.icecoat.testbed.bench.harness.Goal;
import org.icecoat.testbed.bench.harness.Ground;
import org.icecoat.testbed.bench.harness.Sides;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.tpm.ChipTimes;
import org.icecoat.testbed.tpm.SoftwareTpm;

/**
 * From an administrator's order to attest a node until he has the verdict: challenge, measuring,
 * quote, appraisal, and what came of it in the database; against TPM2_Quote alone, of another
 * software TPM of the same maker, by the same library.
 */
public final class Attest implements Benchmark {
  private static final int WARM_UP = 10_000;

  private final String name;
  private final ChipTimes times;
  private final int attestations;

  private Attest(String name, ChipTimes times, int attestations) {
    this.name = name;
    this.times = times;
    this.attestations = attestations;
  }

  /** As fast as software TPMs are. */
  public static Attest bySoftware() {
    return new Attest("attest", ChipTimes.NONE, 50);
  }

  /** By TPMs that take a chip's time. */
  public static Attest byChip() {
    return new Attest("attest-chip", ChipTimes.USUAL, 10);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String unit() {
    return "ms";
  }

  @Override
  public Goal goal() {
    return Goal.atMost(1.5);
  }

  @Override
  public Sides open(Ground ground) {
    Grid grid = ground.attestedGrid();
    int rounds = ground.quick() ? 1 : attestations;
    WorkerProcess administrator = administrator(ground, grid, rounds);
    try {
      SoftwareTpm tpm = grid.tpm(BenchGrid.NODE);
      restart(tpm, times);
      return new TpmSides(administrator, tpm, BareQuote.start(ground, grid, times, rounds));
    } catch (TestbedException e) {
      administrator.close();
      throw e;
    }
  }

  /** The node finds its TPM anew, and that it was rebooted. */
  private static void restart(SoftwareTpm tpm, ChipTimes times) {
    tpm.stop();
    tpm.start(times);
  }

  private static WorkerProcess administrator(Ground ground, Grid grid, int times) {
    Path globus = grid.administrator().home().resolve(".globus");
    List<String> arguments =
        List.of(
            grid.factory() + "/administration",
            grid.pki().trustFolder().toString(),
            globus.resolve("usercert.pem").toString(),
            globus.resolve("userkey.pem").toString(),
            BenchGrid.NODE,
            String.valueOf(times),
            String.valueOf(ground.quick() ? 0 : WARM_UP));
    return WorkerProcess.start(
        AttestWorker.class, List.of(), arguments, ground.log("administrator"));
  }

  private record TpmSides(WorkerProcess administrator, SoftwareTpm tpm, BareQuote quote)
      implements Sides {
    @Override
    public double ours() {
      return administrator.round();
    }

    @Override
    public double floor() {
      return quote.worker().round();
    }

    @Override
    public void close() {
      administrator.close();
      quote.close();
      restart(tpm, ChipTimes.NONE);
    }
  }
}
