package org.icecoat.factory.lease;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.lease.ExpiryRules;
import org.icecoat.domain.lease.LeaseClock;
import org.icecoat.domain.lease.LeaseJudgement;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.factory.request.Defaults;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Terms;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/** Judges the lease of a VM afresh, from its row and the clock alone. */
public final class LeaseKeeper {
  private final Defaults defaults;

  public LeaseKeeper(Defaults defaults) {
    this.defaults = defaults;
  }

  /**
   * What a lease demands.
   *
   * @param update what is to be written now; empty if nothing is due
   * @param until when to judge again at the latest; empty once the VM is to be destroyed
   */
  public record Demand(Optional<VmUpdate> update, Optional<Instant> until) {}

  public Demand demand(Vm vm, Instant now) {
    LeaseJudgement judgement = clock(vm.terms()).judge(now);
    if (judgement instanceof LeaseJudgement.Good good) {
      return new Demand(Optional.empty(), Optional.of(good.until()));
    }
    if (judgement instanceof LeaseJudgement.EndsSoon soon) {
      return new Demand(warning(vm, now), Optional.of(soon.until()));
    }
    if (judgement instanceof LeaseJudgement.Expired expired) {
      Optional<VmUpdate> update =
          ExpiryRules.event(expired.action(), vm.state())
              .flatMap(event -> order(vm, event, now, "The lease has ended."));
      return new Demand(update, Optional.of(expired.until()));
    }
    return new Demand(
        order(vm, VmEvent.DESTROY_ORDERED, now, "The lease and its grace time are over."),
        Optional.empty());
  }

  /** Whether the VM must not run on. */
  public boolean isOver(Vm vm, Instant now) {
    return !now.isBefore(vm.terms().leaseEnd());
  }

  private LeaseClock clock(Terms terms) {
    return new LeaseClock(
        terms.leaseEnd(),
        terms.lease().expiryAction(),
        terms.lease().grace(),
        defaults.leaseWarning());
  }

  private static Optional<VmUpdate> warning(Vm vm, Instant now) {
    if (vm.terms().warned()) {
      return Optional.empty();
    }
    return Optional.of(
        VmUpdate.told(
            vm.withTerms(vm.terms().afterWarning()),
            now,
            "lease-warning",
            "The lease ends at "
                + vm.terms().leaseEnd()
                + "; extend it if the VM is still needed."));
  }

  private Optional<VmUpdate> order(Vm vm, VmEvent event, Instant now, String why) {
    if (!(Outcome.of(vm, Happening.of(event, now, why)) instanceof Outcome.Changed changed)) {
      return Optional.empty();
    }
    Instant deadline = now.plus(defaults.shutdownGrace());
    return Optional.of(
        event == VmEvent.SHUTDOWN_ORDERED
            ? changed.update().and(v -> v.withDrive(v.drive().withDeadline(deadline)))
            : changed.update());
  }
}
