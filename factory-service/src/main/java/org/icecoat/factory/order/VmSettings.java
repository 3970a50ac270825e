package org.icecoat.factory.order;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.authorization.Grant;
import org.icecoat.factory.authorization.Quota;
import org.icecoat.factory.deploy.WishRules;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.node.Owner;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.store.ReservationStore;
import org.icecoat.factory.store.ReservationStore.Reservation;
import org.icecoat.factory.vm.Drive;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Terms;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.icecoat.service.access.Caller;

/** Sets name, lease, CPUs and memory of a VM. */
public final class VmSettings {
  private static final int MOST_RACES = 32;

  private final VmFinder finder;
  private final ReservationStore reservations;
  private final Access access;
  private final WishRules rules;
  private final InstantSource clock;
  private final Consumer<VmId> changed;

  public VmSettings(
      VmFinder finder,
      ReservationStore reservations,
      Access access,
      WishRules rules,
      InstantSource clock,
      Consumer<VmId> changed) {
    this.finder = finder;
    this.reservations = reservations;
    this.access = access;
    this.rules = rules;
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * Sets all that is given. What does not grow needs no right but to the VM itself.
   *
   * @throws FactoryException INVALID_REQUEST, WRONG_STATE, NOT_AUTHORIZED, QUOTA_EXCEEDED,
   *     NOTHING_FITS (the node has no room for more), VM_UNKNOWN
   */
  public Vm set(Caller caller, VmId id, Settings settings) {
    for (int race = 0; race < MOST_RACES; race++) {
      Vm vm = finder.findForOrder(caller, id);
      Instant now = Moments.micros(clock);
      VmUpdate update = update(vm, settings, now);
      if (update.vm().equals(vm)) {
        return vm;
      }
      Quota quota = allowed(caller, vm, update.vm(), settings.leaseWish(now));
      Reservation written = reservations.resize(vm, update, quota);
      if (written instanceof Reservation.Made made) {
        changed.accept(id);
        return made.vm();
      }
      if (written instanceof Reservation.NoRoom) {
        throw noRoom();
      }
    }
    throw new FactoryException(FactoryFault.BUSY, "The VM's row changes too often; try again.");
  }

  /** Checks that the VM may live as long as it then would, and says what all may take together. */
  private Quota allowed(Caller caller, Vm before, Vm after, Optional<LeaseWish> lease) {
    boolean longer = after.terms().outlasts(before.terms());
    Capacity more = after.demand().minus(before.demand());
    if (!longer && more.cpus() <= 0 && more.memoryMiB() <= 0) {
      return Quota.NOTHING;
    }
    Owner owner = before.origin().owner();
    Grant grant = access.requireMore(caller, new Caller(owner.dn(), owner.vos()));
    if (longer) {
      lease.ifPresent(asked -> rules.requireWithin(asked, grant));
    }
    return grant.quota();
  }

  private static FactoryException noRoom() {
    return new FactoryException(
        FactoryFault.NOTHING_FITS,
        "The VM's node has no room for that; ask for less, or deploy a VM elsewhere.");
  }

  private VmUpdate update(Vm vm, Settings settings, Instant now) {
    if (vm.life().desired() == DesiredState.DESTROYED) {
      throw new FactoryException(
          FactoryFault.WRONG_STATE,
          "The VM is being destroyed or is gone; nothing of it can be set.",
          new FaultDetail.State(vm.state()));
    }
    Terms terms = terms(vm, settings, now);
    if (terms.equals(vm.terms())) {
      return VmUpdate.quiet(vm);
    }
    boolean up = vm.state() == VmState.RUNNING || vm.state() == VmState.PAUSED;
    Vm set = vm.withTerms(terms);
    return VmUpdate.told(
        up ? set.withDrive(Drive.fresh(vm.starts())) : set, now, "set", told(terms));
  }

  private Terms terms(Vm vm, Settings settings, Instant now) {
    Terms before = vm.terms();
    Terms named = settings.name().map(before::withName).orElse(before);
    return settings
        .leaseWish(now)
        .map(asked -> rules.lease(asked, before.lease()))
        .map(lease -> leased(vm, named, lease, settings, now))
        .orElse(named)
        .withResources(resources(before.resources(), settings));
  }

  /** A length counts from the deployment, if that is still to come; an end is an end. */
  private static Terms leased(Vm vm, Terms terms, Lease lease, Settings settings, Instant now) {
    if (settings.lease().isEmpty()) {
      return terms.withFixedLease(lease, now);
    }
    boolean waits = vm.state() == VmState.REQUESTED && !terms.begun();
    return terms.withLease(lease, waits ? vm.origin().request().time().latest(now) : now);
  }

  private static VmResources resources(VmResources before, Settings settings) {
    try {
      return before.with(
          settings.cpus().orElse(before.cpus()), settings.memory().orElse(before.memory()));
    } catch (IllegalArgumentException e) {
      throw FactoryException.invalid("Resources", e.getMessage());
    }
  }

  private static String told(Terms terms) {
    return "%s, %s, %s, lease until %s"
        .formatted(
            terms.name(), terms.resources().cpus(), terms.resources().memory(), terms.leaseEnd());
  }
}
