package org.icecoat.testbed.bench.property;

import org.icecoat.testbed.bench.harness.Benchmark;
import org.icecoat.testbed.bench.harness.Goal;
import org.icecoat.testbed.bench.harness.Ground;
import org.icecoat.testbed.bench.harness.Sides;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.grid.Grid;

/**
 * GetResourceProperty of a VM in the factory's database, with WS-Addressing, against a CXF service
 * that echoes a string; both over mutual TLS 1.3 on connections that stay, from the same client.
 */
public final class PropertyRead implements Benchmark {
  private static final int CONNECTIONS = 4;
  private static final double SECONDS = 3;
  private static final double QUICK_SECONDS = 0.5;
  private static final int WARM_UP = 200_000;
  private static final int QUICK_WARM_UP = 40;

  @Override
  public String name() {
    return "property-read";
  }

  @Override
  public String unit() {
    return "calls/s";
  }

  @Override
  public Goal goal() {
    return Goal.atLeast(0.5);
  }

  @Override
  public Sides open(Ground ground) {
    Grid grid = ground.grid();
    RequestedVm vm = RequestedVm.deploy(grid);
    WorkerProcess ours = start(ground, vm.load(), "factory");
    WorkerProcess floor = start(ground, EchoFloor.start(grid, vm.client()), "echo");
    return new CallSides(ours, floor);
  }

  private static WorkerProcess start(Ground ground, Load load, String name) {
    return load.start(
        ground.folder().resolve(name + ".request"),
        CONNECTIONS,
        ground.quick() ? QUICK_SECONDS : SECONDS,
        ground.quick() ? QUICK_WARM_UP : WARM_UP,
        ground.log(name + "-client"));
  }

  private record CallSides(WorkerProcess factory, WorkerProcess echo) implements Sides {
    @Override
    public double ours() {
      return factory.round();
    }

    @Override
    public double floor() {
      return echo.round();
    }

    @Override
    public void close() {
      factory.close();
      echo.close();
    }
  }
}
