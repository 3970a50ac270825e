package org.icecoat.factory.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.authorization.Caller;
import org.icecoat.factory.authorization.Grant;
import org.icecoat.factory.deploy.WishRules;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.store.ReservationStore;
import org.icecoat.factory.store.ReservationStore.Reservation;
import org.icecoat.factory.vm.Drive;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Terms;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

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
   * Sets all that is given.
   *
   * @throws FactoryException INVALID_REQUEST, WRONG_STATE, QUOTA_EXCEEDED, NOTHING_FITS (the node
   *     has no room for more), VM_UNKNOWN
   */
  public Vm set(Caller caller, VmId id, Settings settings) {
    for (int race = 0; race < MOST_RACES; race++) {
      Vm vm = finder.find(caller, id);
      VmUpdate update = update(caller, vm, settings);
      if (update.vm().equals(vm)) {
        return vm;
      }
      Reservation written = reservations.resize(update, access.grant(caller).quota());
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

  private static FactoryException noRoom() {
    return new FactoryException(
        FactoryFault.NOTHING_FITS,
        "The VM's node has no room for that; ask for less, or deploy a VM elsewhere.");
  }

  private VmUpdate update(Caller caller, Vm vm, Settings settings) {
    if (vm.life().desired() == DesiredState.DESTROYED) {
      throw new FactoryException(
          FactoryFault.WRONG_STATE,
          "The VM is being destroyed or is gone; nothing of it can be set.",
          new FaultDetail.State(vm.state()));
    }
    Instant now = Moments.micros(clock);
    Terms terms = terms(caller, vm.terms(), settings, now);
    if (terms.equals(vm.terms())) {
      return VmUpdate.quiet(vm);
    }
    boolean up = vm.state() == VmState.RUNNING || vm.state() == VmState.PAUSED;
    Vm set = vm.withTerms(terms);
    return VmUpdate.told(
        up ? set.withDrive(Drive.fresh(vm.starts())) : set, now, "set", told(terms));
  }

  private Terms terms(Caller caller, Terms before, Settings settings, Instant now) {
    Terms terms = settings.name().map(before::withName).orElse(before);
    Grant grant = access.grant(caller);
    if (settings.lease().isPresent()) {
      terms = terms.withLease(rules.lease(settings.lease().get(), terms.lease(), grant), now);
    }
    if (settings.leaseEnd().isPresent()) {
      Duration left = Duration.between(now, settings.leaseEnd().get());
      terms = terms.withLease(until(left, terms.lease(), grant), now);
    }
    return terms.withResources(resources(terms.resources(), settings));
  }

  private Lease until(Duration left, Lease before, Grant grant) {
    return rules.lease(new LeaseWish(left, Optional.empty(), Optional.empty()), before, grant);
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
