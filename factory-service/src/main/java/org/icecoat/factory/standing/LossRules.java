package org.icecoat.factory.standing;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.TrustLoss;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/** What the loss of trust does to a VM's row, and its return; pure. */
final class LossRules {
  private LossRules() {}

  /** Whether the VM is still to be started: then it does not come to that node. */
  static boolean isWaiting(Vm vm) {
    return switch (vm.state()) {
      case SCHEDULED, STAGING -> true;
      case STARTING -> !vm.mayRun();
      case REQUESTED,
          RUNNING,
          PAUSED,
          RESTARTING,
          SHUTTING_DOWN,
          STOPPED,
          DESTROYING,
          DESTROYED,
          FAILED,
          UNKNOWN ->
          false;
    };
  }

  static VmUpdate lost(Vm vm, TrustDemand terms, Standing standing, Instant now) {
    String node = vm.node().map(NodeName::value).orElse("");
    if (isWaiting(vm)) {
      return left(vm, new Reason(node, FactoryFault.NOT_TRUSTED.name(), standing.why()), now);
    }
    String why = "%s, by the policy %s: %s".formatted(node, terms.policy(), standing.why());
    Optional<TrustLoss> loss = Optional.of(new TrustLoss(now, why));
    VmUpdate told =
        VmUpdate.told(
            vm.withPlaced(vm.placed().withLoss(loss)),
            now,
            "trust-lost",
            "Trust is lost in " + why);
    return terms.onLoss().event().map(event -> obeyed(told, event, now)).orElse(told);
  }

  private static VmUpdate obeyed(VmUpdate told, VmEvent event, Instant now) {
    Outcome outcome =
        Outcome.of(
            told.vm(),
            Happening.of(event, now, "Trust in its node is lost, and its terms ask for this."));
    return outcome instanceof Outcome.Changed changed ? changed.update().after(told) : told;
  }

  /**
   * Leaves a node on which the VM is still to be started. One that has run there before keeps its
   * disk, and can be recovered when trust is back.
   */
  static VmUpdate left(Vm vm, Reason reason, Instant now) {
    if (vm.state() != VmState.STARTING || vm.drive().startsBefore() == 0) {
      return Outcome.givenUp(vm, reason, now);
    }
    VmFailure failure =
        new VmFailure(
            now,
            "start",
            reason.code(),
            reason.description(),
            Optional.of("Recover starts the VM on its node, with its disk, once that is trusted."));
    TrustLoss loss = new TrustLoss(now, reason.subject() + ": " + reason.description());
    Vm marked = vm.withPlaced(vm.placed().withLoss(Optional.of(loss)));
    Outcome outcome = Outcome.of(marked, Happening.of(VmEvent.STEP_FAILED, failure));
    return outcome instanceof Outcome.Changed changed ? changed.update() : VmUpdate.quiet(marked);
  }

  static VmUpdate regained(Vm vm, Standing standing, Instant now) {
    String more = vm.mustStandStill() ? " The VM can be resumed or started now." : "";
    return VmUpdate.told(
        vm.withPlaced(vm.placed().withLoss(Optional.empty())),
        now,
        "trust-regained",
        "%s is trusted again by %s.%s"
            .formatted(
                vm.node().map(NodeName::value).orElse(""),
                standing.result().flatMap(TrustResult::policy).orElse("its policy"),
                more));
  }
}
