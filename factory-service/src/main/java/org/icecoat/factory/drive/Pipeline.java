package org.icecoat.factory.drive;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmProgress;
import org.icecoat.factory.attest.AttesterClient;
import org.icecoat.factory.attest.NodeTrust;
import org.icecoat.factory.deploy.Matchmaker;
import org.icecoat.factory.image.ImageCatalogue;
import org.icecoat.factory.lease.LeaseKeeper;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.placement.Placement;
import org.icecoat.factory.receipt.RunJournal;
import org.icecoat.factory.request.Defaults;
import org.icecoat.factory.standing.TrustKeeper;
import org.icecoat.factory.store.ArchiveStore;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.store.ReservationStore;
import org.icecoat.factory.store.VmStore;
import org.icecoat.factory.vm.Vm;

/** The list of steps, in the order in which they are looked at: this is what a VM's life is. */
public final class Pipeline {
  /** The steps of a deployment as clients see them. */
  public static final List<String> DEPLOYMENT =
      List.of("choose-image", "place", "prepare", "start", "guest-ready");

  private Pipeline() {}

  /** The rows that the steps work on. */
  public record Rows(
      VmStore vms,
      NodeStore nodes,
      ReservationStore reservations,
      ArchiveStore archives,
      RunJournal journal) {}

  /** The peers that are called, by the steps and beside them. */
  public record Peers(NodeClient nodes, ImageCatalogue images, AttesterClient attesters) {}

  /**
   * Who judges nodes.
   *
   * @param nodes empty if they are not asked to prove what they run
   */
  public record Judges(Placement placement, TrustKeeper keeper, Optional<NodeTrust> nodes) {}

  /**
   * Times and bounds.
   *
   * @param preparation how long a node may prepare a VM
   * @param start how long a guest may take to report
   * @param destroyed is told of each VM that is gone, so that those that wait for room are looked
   *     at
   */
  public record Settings(
      Defaults defaults, Duration preparation, Duration start, Consumer<VmId> destroyed) {}

  public static Driver driver(
      Rows rows, Peers peers, Judges judges, Settings settings, InstantSource clock) {
    return new Driver(
        rows.vms(),
        new Driver.Keepers(new LeaseKeeper(settings.defaults()), judges.keeper()),
        steps(rows, peers, judges, settings, clock),
        clock,
        id -> {
          rows.archives().forget(id);
          settings.destroyed().accept(id);
        });
  }

  private static List<Step> steps(
      Rows rows, Peers peers, Judges judges, Settings settings, InstantSource clock) {
    NodeCalls calls = new NodeCalls(rows.nodes(), peers.nodes());
    ImageChoice images =
        new ImageChoice(new Matchmaker(peers.images(), judges.placement()), peers.images());
    Duration grace = settings.defaults().shutdownGrace();
    List<Step> steps = new ArrayList<>();
    LastReceipt receipts = new LastReceipt(calls, rows.journal());
    steps.add(new DestroyStep(calls, receipts));
    steps.add(new ReleaseStep(calls, receipts));
    steps.add(new ChooseImageStep(images));
    steps.add(new PlaceStep(judges.placement(), rows.reservations(), images));
    judges.nodes().ifPresent(n -> steps.add(new AttestStep(calls, n, judges.keeper(), clock)));
    steps.add(new PrepareStep(calls, rows.archives()));
    steps.add(new StartStep(calls, rows.journal(), judges.keeper()));
    steps.add(new PauseStep(calls));
    steps.add(new AwaitStep(new AwaitStep.Patience(settings.preparation(), settings.start())));
    steps.add(new StopStep());
    steps.add(new ShutdownStep(calls, grace));
    steps.add(new RestartStep(calls));
    steps.add(new ResizeStep(calls));
    return steps;
  }

  /** Which step of its deployment a VM is in; empty once it runs or has failed. */
  public static Optional<VmProgress> progress(Vm vm) {
    Optional<VmProgress> told = vm.report().flatMap(VmReport::progress);
    return switch (vm.state()) {
      case REQUESTED -> Optional.of(at(vm.placed().image().isEmpty() ? 1 : 2, Optional.empty()));
      case SCHEDULED, STAGING -> Optional.of(at(3, told));
      case STARTING -> Optional.of(at(vm.drive().ordered() ? 5 : 4, told));
      case RUNNING, PAUSED, RESTARTING, SHUTTING_DOWN, STOPPED -> Optional.empty();
      case DESTROYING, DESTROYED, FAILED, UNKNOWN -> Optional.empty();
    };
  }

  private static VmProgress at(int step, Optional<VmProgress> told) {
    return new VmProgress(
        DEPLOYMENT.get(step - 1),
        step,
        DEPLOYMENT.size(),
        told.map(VmProgress::bytesDone).orElse(OptionalLong.empty()),
        told.map(VmProgress::bytesTotal).orElse(OptionalLong.empty()),
        told.map(progress -> progress.description().orElse(progress.name())));
  }
}
