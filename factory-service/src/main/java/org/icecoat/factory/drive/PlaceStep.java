package org.icecoat.factory.drive;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.placement.Demand;
import org.icecoat.factory.placement.Placement;
import org.icecoat.factory.placement.RankedNode;
import org.icecoat.factory.placement.Ranking;
import org.icecoat.factory.store.ReservationStore;
import org.icecoat.factory.store.ReservationStore.Reservation;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/**
 * Chooses a node and reserves its room, under the next epoch; a VM that waits for room may get
 * another image with it. Undone by {@link ReleaseStep}.
 */
final class PlaceStep implements Step {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final Placement placement;
  private final ReservationStore reservations;
  private final ImageChoice images;

  PlaceStep(Placement placement, ReservationStore reservations, ImageChoice images) {
    this.placement = placement;
    this.reservations = reservations;
    this.images = images;
  }

  @Override
  public String name() {
    return "place";
  }

  @Override
  public boolean isDue(Vm vm) {
    return vm.state() == VmState.REQUESTED
        && vm.node().isEmpty()
        && vm.placed().image().isPresent();
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    if (DueTime.isEarly(vm, now)) {
      return new StepResult.WaitUntil(DueTime.begin(vm));
    }
    Ranking ranking = placement.rankSome(demand(vm));
    for (RankedNode candidate : ranking.fitting()) {
      VmUpdate update = placedOn(vm, candidate.node().name(), now);
      Reservation made =
          reservations.place(update, node -> placement.trusts(node, vm.origin().request()));
      if (!(made instanceof Reservation.NoRoom)) {
        return new StepResult.LookAgain();
      }
    }
    return anotherImage(vm, now)
        .or(() -> wait(vm, now))
        .orElseThrow(() -> nothingFits(vm, ranking.reasons()));
  }

  /** What waits for room takes the first that there is for any image of its request. */
  private Optional<StepResult> anotherImage(Vm vm, Instant now) {
    return DueTime.deadline(vm).flatMap(deadline -> images.another(vm, now));
  }

  private static Demand demand(Vm vm) {
    return new Demand(
        vm.origin().request(),
        Optional.of(vm.placed().image().orElseThrow().disk()),
        vm.demand(),
        vm.placed().avoided());
  }

  private static VmUpdate placedOn(Vm vm, NodeName node, Instant now) {
    Outcome outcome = Outcome.of(vm, Happening.of(VmEvent.PLACED, now, "On the node " + node));
    return ((Outcome.Changed) outcome)
        .update()
        .and(v -> v.withPlaced(v.placed().on(node)).withTerms(v.terms().countingFrom(now)));
  }

  private static Optional<StepResult> wait(Vm vm, Instant now) {
    return DueTime.deadline(vm)
        .filter(now::isBefore)
        .map(deadline -> earlier(deadline, now.plus(LOOK_AGAIN)))
        .map(moment -> waiting(vm, moment));
  }

  /** Nodes that failed before are tried again then. */
  private static StepResult waiting(Vm vm, Instant moment) {
    return vm.placed().avoided().isEmpty()
        ? new StepResult.WaitUntil(moment)
        : new StepResult.Changed(
            v ->
                VmUpdate.quiet(
                    v.withPlaced(v.placed().unprejudiced())
                        .withDrive(v.drive().waitingUntil(moment))));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static FactoryException nothingFits(Vm vm, List<Reason> reasons) {
    String what =
        DueTime.deadline(vm).isPresent() ? "No node had room in time: " : "No node fits: ";
    List<Reason> triedFirst =
        reasons.stream()
            .sorted(Comparator.comparing(reason -> !vm.placed().avoided().contains(reason)))
            .toList();
    return new FactoryException(FactoryFault.NOTHING_FITS, what + ChooseImageStep.told(triedFirst));
  }

  /** A node that was tried explains more by its code than that there is no other one. */
  @Override
  public VmUpdate failed(Vm vm, FactoryException failure, Instant now) {
    List<Reason> tried = vm.placed().avoided();
    String code = tried.isEmpty() ? failure.fault().name() : tried.get(tried.size() - 1).code();
    String step = tried.isEmpty() ? name() : "prepare";
    return Step.fail(vm, new VmFailure(now, step, code, failure.getMessage(), recovery(vm)));
  }
}
