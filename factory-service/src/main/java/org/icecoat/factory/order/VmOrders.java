package org.icecoat.factory.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.drive.Recovery;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.lease.LeaseKeeper;
import org.icecoat.factory.request.Defaults;
import org.icecoat.factory.store.VmStore;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.icecoat.service.access.Caller;

/**
 * Orders to VMs. Each is answered as soon as it is written down. What starts something, or starts
 * it again, is for full proxies.
 */
public final class VmOrders {
  private static final int MOST_RACES = 32;

  private final VmFinder finder;
  private final VmStore vms;
  private final LeaseKeeper leases;
  private final Defaults defaults;
  private final InstantSource clock;
  private final Consumer<Vm> changed;

  public VmOrders(
      VmFinder finder,
      VmStore vms,
      LeaseKeeper leases,
      Defaults defaults,
      InstantSource clock,
      Consumer<Vm> changed) {
    this.finder = finder;
    this.vms = vms;
    this.leases = leases;
    this.defaults = defaults;
    this.clock = clock;
    this.changed = changed;
  }

  /** Starts a VM that is stopped. */
  public Vm start(Caller caller, VmId id) {
    Access.requireFull(caller);
    return order(caller, id, vm -> whileLeased(trusted(vm), VmEvent.START_ORDERED));
  }

  public Vm pause(Caller caller, VmId id) {
    return order(caller, id, vm -> event(VmEvent.PAUSE_ORDERED));
  }

  public Vm resume(Caller caller, VmId id) {
    Access.requireFull(caller);
    return order(caller, id, vm -> whileLeased(unlessStill(vm), VmEvent.RESUME_ORDERED));
  }

  public Vm restart(Caller caller, VmId id) {
    Access.requireFull(caller);
    return write(caller, id, vm -> update(unlessStill(vm), event(VmEvent.RESTART_ORDERED)));
  }

  public Vm recover(Caller caller, VmId id) {
    Access.requireFull(caller);
    return order(caller, id, vm -> whileLeased(recoverable(vm), Recovery.event(vm)));
  }

  public Vm destroy(Caller caller, VmId id) {
    return order(caller, id, vm -> event(VmEvent.DESTROY_ORDERED));
  }

  /** Destroys anybody's VM; its owner reads why in its history. */
  public Vm evict(Caller administrator, VmId id, String why) {
    return order(
        administrator,
        id,
        vm -> Happening.of(VmEvent.DESTROY_ORDERED, now(), "Evicted by an administrator: " + why));
  }

  /**
   * Asks the guest to shut down.
   *
   * @param grace after which its power is cut; empty for the factory's default
   */
  public Vm shutdown(Caller caller, VmId id, Optional<Duration> grace) {
    Duration given = grace.orElse(defaults.shutdownGrace());
    if (given.isNegative() || given.compareTo(defaults.longestLease()) > 0) {
      throw FactoryException.invalid(
          "Grace", "it is not negative and at most " + defaults.longestLease());
    }
    Instant deadline = now().plus(given);
    return write(
        caller,
        id,
        vm -> {
          VmUpdate update = update(vm, event(VmEvent.SHUTDOWN_ORDERED));
          return update.vm().state() == VmState.SHUTTING_DOWN
              ? update.and(v -> v.withDrive(v.drive().withDeadline(deadline)))
              : update;
        });
  }

  /** Trust that is lost keeps a VM from being started, and one that is to stand still paused. */
  private static Vm unlessStill(Vm vm) {
    return vm.mustStandStill() ? trusted(vm) : vm;
  }

  private static Vm recoverable(Vm vm) {
    return Recovery.event(vm) == VmEvent.RECOVERY_IN_PLACE_ORDERED ? trusted(vm) : vm;
  }

  private static Vm trusted(Vm vm) {
    if (vm.placed().loss().isPresent()) {
      throw new FactoryException(
          FactoryFault.WRONG_STATE,
          "Trust is lost in the VM's node, %s; wait until it is trusted again, or destroy the VM."
              .formatted(vm.placed().loss().get().why()),
          new FaultDetail.State(vm.state()));
    }
    return vm;
  }

  private Happening event(VmEvent event) {
    return Happening.of(event, now());
  }

  private Happening whileLeased(Vm vm, VmEvent event) {
    if (leases.isOver(vm, now())) {
      throw new FactoryException(
          FactoryFault.WRONG_STATE,
          "The VM's lease has ended; extend it first, by its lease or its termination time.",
          new FaultDetail.State(vm.state()));
    }
    return event(event);
  }

  private Instant now() {
    return Moments.micros(clock);
  }

  private Vm order(Caller caller, VmId id, Function<Vm, Happening> happening) {
    return write(caller, id, vm -> update(vm, happening.apply(vm)));
  }

  private static VmUpdate update(Vm vm, Happening happening) {
    Outcome outcome = Outcome.of(vm, happening);
    if (outcome instanceof Outcome.Rejected rejected) {
      throw new FactoryException(
          FactoryFault.WRONG_STATE, rejected.advice(), new FaultDetail.State(vm.state()));
    }
    return outcome instanceof Outcome.Changed made ? made.update() : VmUpdate.quiet(vm);
  }

  /** Writes a change made from the row as it is, as often as somebody else is faster. */
  private Vm write(Caller caller, VmId id, Function<Vm, VmUpdate> change) {
    for (int race = 0; race < MOST_RACES; race++) {
      Vm vm = finder.findForOrder(caller, id);
      VmUpdate update = change.apply(vm);
      if (update.vm().equals(vm)) {
        return vm;
      }
      Optional<Vm> written = vms.save(update);
      if (written.isPresent()) {
        changed.accept(written.get());
        return written.get();
      }
    }
    throw new FactoryException(FactoryFault.BUSY, "The VM's row changes too often; try again.");
  }
}
