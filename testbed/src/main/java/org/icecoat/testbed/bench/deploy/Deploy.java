package org.icecoat.testbed.bench.deploy;

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

/**
 * From DeployVm until the VM has started, against {@code qemu-img create} and libvirt's define and
 * create of the same domain on the same node; the image is there already.
 */
public final class Deploy implements Benchmark {
  private static final int WARM_UP = 30;
  private static final int RAW_WARM_UP = 1;

  private final String name;
  private final DeployEnd end;
  private final boolean proved;

  private Deploy(String name, DeployEnd end, boolean proved) {
    this.name = name;
    this.end = end;
    this.proved = proved;
  }

  /** Until the guest has booted and answers; for the product, until its client sees Running. */
  public static Deploy ofGuest() {
    return new Deploy("deploy", DeployEnd.GUEST, false);
  }

  /** A confidential image, on a node that has to prove itself anew for each of the VMs. */
  public static Deploy ofProvedNode() {
    return new Deploy("deploy-trusted", DeployEnd.GUEST, true);
  }

  /** Only until libvirt says that the domain has started, when QEMU has not yet run anything. */
  public static Deploy ofDomain() {
    return new Deploy("deploy-domain", DeployEnd.DOMAIN, false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String unit() {
    return "s";
  }

  @Override
  public Goal goal() {
    return Goal.atMost(1.1);
  }

  @Override
  public Sides open(Ground ground) {
    Grid grid = proved ? ground.attestedGrid() : ground.grid();
    Prepared prepared =
        proved ? Prepared.confidentialOn(grid, ground.top()) : Prepared.on(grid, ground.top());
    WorkerProcess product = product(ground, grid, prepared);
    try {
      return new DeploySides(product, raw(ground, grid, prepared));
    } catch (TestbedException e) {
      product.close();
      throw e;
    }
  }

  private WorkerProcess product(Ground ground, Grid grid, Prepared prepared) {
    Path globus = grid.user().home().resolve(".globus");
    List<String> arguments =
        List.of(
            grid.factory() + "/factory",
            grid.pki().trustFolder().toString(),
            globus.resolve("usercert.pem").toString(),
            globus.resolve("userkey.pem").toString(),
            prepared.image(),
            libvirt(grid),
            end.name(),
            String.valueOf(ground.quick() ? 0 : WARM_UP),
            String.valueOf(proved));
    return WorkerProcess.start(DeployWorker.class, List.of(), arguments, ground.log("client"));
  }

  private WorkerProcess raw(Ground ground, Grid grid, Prepared prepared) {
    List<String> arguments =
        List.of(
            libvirt(grid),
            prepared.domain().toString(),
            ground.folder().resolve("raw").toString(),
            end.name(),
            String.valueOf(ground.quick() ? 0 : RAW_WARM_UP),
            String.valueOf(proved && !ground.quick() ? FreshProof.MAXIMAL_AGE.toSeconds() : 0));
    return WorkerProcess.start(RawWorker.class, List.of(), arguments, ground.log("libvirt"));
  }

  private static String libvirt(Grid grid) {
    return "qemu:///system?socket=" + grid.bed().host(BenchGrid.NODE).hypervisor().socket();
  }

  private record DeploySides(WorkerProcess product, WorkerProcess raw) implements Sides {
    @Override
    public double ours() {
      return product.round();
    }

    @Override
    public double floor() {
      return raw.round();
    }

    @Override
    public void close() {
      product.close();
      raw.close();
    }
  }
}
