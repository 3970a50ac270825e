package org.icecoat.factory.sight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/** Turns a node's report into a change of a VM's row; pure. The report must be of its placement. */
public final class Sight {
  private Sight() {}

  /** The change; the very same VM if the report is no news or older than what is known. */
  public static VmUpdate absorb(Vm vm, VmReport report, Instant now) {
    if (vm.report().map(known -> report.observedAt().isBefore(known.observedAt())).orElse(false)) {
      return VmUpdate.quiet(vm);
    }
    Vm seen = vm.withReport(Optional.of(report));
    if (vm.state() == VmState.DESTROYING && report.state() == NodeVmState.ABSENT) {
      return VmUpdate.quiet(isNewlyAbsent(vm) ? seen.withDrive(seen.drive().patientAgain()) : seen);
    }
    Optional<Happening> happening = happening(vm, report, now);
    Outcome outcome = happening.map(h -> Outcome.of(seen, h)).orElseGet(Outcome.Unchanged::new);
    if (!(outcome instanceof Outcome.Changed changed)) {
      return VmUpdate.quiet(seen);
    }
    boolean givenUp = happening.orElseThrow().event() == VmEvent.PLACEMENT_GIVEN_UP;
    return givenUp ? changed.update().and(v -> avoiding(v, report)) : changed.update();
  }

  /**
   * What is to be destroyed is over when its node has answered the order, and has been asked for
   * the receipt: that it has nothing more is a reason to ask now.
   */
  private static boolean isNewlyAbsent(Vm vm) {
    return vm.report().map(known -> known.state() != NodeVmState.ABSENT).orElse(true);
  }

  private static Optional<Happening> happening(Vm vm, VmReport report, Instant now) {
    return switch (report.state()) {
      case PREPARING -> Optional.of(Happening.of(VmEvent.SEEN_PREPARING, now));
      case PREPARED -> Optional.of(Happening.of(VmEvent.SEEN_PREPARED, now));
      case RUNNING -> running(vm, report, now);
      case PAUSED -> isNews(vm, report) ? seen(VmEvent.SEEN_PAUSED, now) : Optional.empty();
      case STOPPED -> isNews(vm, report) ? stopped(vm, now) : Optional.empty();
      case FAILED -> isGivenUp(vm) ? Optional.empty() : Optional.of(failed(vm, report, now));
      case ABSENT -> Optional.of(Happening.of(VmEvent.SEEN_ABSENT, gone(now)));
    };
  }

  private static Optional<Happening> seen(VmEvent event, Instant now) {
    return Optional.of(Happening.of(event, now));
  }

  /** It waits for another placement, and the one that failed may be told of again. */
  private static boolean isGivenUp(Vm vm) {
    return vm.state() == VmState.REQUESTED;
  }

  /** With an application, a VM runs once its guest has reported. */
  private static Optional<Happening> running(Vm vm, VmReport report, Instant now) {
    boolean ready = report.guestReady() || vm.origin().request().application().isEmpty();
    boolean awaited = vm.state() == VmState.STARTING || vm.state() == VmState.RESTARTING;
    return !awaited || (ready && isNews(vm, report))
        ? seen(VmEvent.SEEN_RUNNING, now)
        : Optional.empty();
  }

  /** While a start or restart is awaited, only what came after it counts. */
  private static boolean isNews(Vm vm, VmReport report) {
    boolean awaited = vm.state() == VmState.STARTING || vm.state() == VmState.RESTARTING;
    return !awaited || report.starts() > vm.drive().startsBefore();
  }

  private static Optional<Happening> stopped(Vm vm, Instant now) {
    String why =
        vm.state() == VmState.SHUTTING_DOWN
            ? "The guest is off."
            : "The guest ended by itself or was stopped on its node; Start starts it again.";
    return Optional.of(Happening.of(VmEvent.SEEN_STOPPED, now, why));
  }

  private static Happening failed(Vm vm, VmReport report, Instant now) {
    VmFailure failure = report.failure().orElseGet(() -> unexplained(now));
    boolean neverStarted = vm.state() == VmState.SCHEDULED || vm.state() == VmState.STAGING;
    return Happening.of(
        neverStarted ? VmEvent.PLACEMENT_GIVEN_UP : VmEvent.SEEN_FAILED,
        new VmFailure(
            now,
            failure.step(),
            failure.code(),
            failure.description(),
            Optional.of("Recover deploys the VM afresh; what its disk held is lost.")));
  }

  private static VmFailure unexplained(Instant now) {
    return new VmFailure(
        now, "run", "NODE_FAILED", "The node gives no reason; see its log.", Optional.empty());
  }

  private static VmFailure gone(Instant now) {
    return new VmFailure(
        now,
        "run",
        "VM_ABSENT",
        "The node has nothing of the VM any more; it was removed behind Icecoat's back.",
        Optional.of("Recover deploys the VM afresh; what its disk held is lost."));
  }

  private static Vm avoiding(Vm vm, VmReport report) {
    VmFailure failure = report.failure().orElseGet(() -> unexplained(report.observedAt()));
    return vm.withPlaced(
        vm.placed()
            .avoiding(
                new Reason(
                    vm.node().map(node -> node.value()).orElse(""),
                    failure.code(),
                    failure.description())));
  }

  /** The report of a node that answers and does not list the VM. */
  static VmReport absent(Vm vm, Instant observedAt) {
    return new VmReport(
        vm.incarnation().orElseThrow(),
        NodeVmState.ABSENT,
        observedAt,
        false,
        vm.starts(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        vm.application());
  }
}
