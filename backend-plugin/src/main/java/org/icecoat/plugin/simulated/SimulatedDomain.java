package org.icecoat.plugin.simulated;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.DomainState;

/** One domain and its guest. Guarded by itself. */
final class SimulatedDomain {
  private final SimulatedApplication application;
  private VmSpec spec;
  private DomainState state = DomainState.OFF;
  private SimulatedGuest guest;
  private boolean comingUp;
  private CompletableFuture<Void> cut = new CompletableFuture<>();

  SimulatedDomain(VmSpec spec, SimulatedApplication application) {
    this.spec = spec;
    this.application = application;
  }

  synchronized void define(VmSpec newSpec) {
    if (!state.live()) {
      spec = newSpec;
    }
  }

  synchronized void resize(VmSpec newSpec) {
    spec = spec.with(newSpec.size().now());
  }

  synchronized VmSpec spec() {
    return spec;
  }

  /**
   * A start begins: until it has come about, the domain is seen coming up.
   *
   * @return what ends if the domain is ended meanwhile
   */
  synchronized CompletableFuture<Void> bringUp() {
    comingUp = !state.live();
    cut = new CompletableFuture<>();
    return cut;
  }

  synchronized void giveUp() {
    comingUp = false;
  }

  /** Whether that changed anything; fails if the domain was ended while it came up. */
  synchronized boolean start() {
    if (state.live()) {
      return false;
    }
    if (!comingUp) {
      throw new PluginException(
          PluginFault.VMM_FAILED, "VM " + spec.id().handle() + " was ended while it came up");
    }
    comingUp = false;
    state = DomainState.RUNNING;
    guest = new SimulatedGuest(application);
    return true;
  }

  /** Stops or lets go a live domain; whether that changed anything. */
  synchronized boolean become(DomainState wanted) {
    requireLive();
    boolean changes = state != wanted;
    state = wanted;
    return changes;
  }

  synchronized void reset() {
    requireLive();
    state = DomainState.RUNNING;
    guest.close();
    guest = new SimulatedGuest(application);
  }

  /** Whether that changed anything. */
  synchronized boolean end(DomainState end) {
    boolean changes = state.live() || comingUp;
    comingUp = false;
    cut.complete(null);
    if (state.live()) {
      guest.close();
      state = end;
    }
    return changes;
  }

  synchronized SimulatedGuest guest() {
    requireLive();
    return guest;
  }

  synchronized DomainObservation observe() {
    VmId id = spec.id();
    return new DomainObservation(
        id,
        "simulated-" + id,
        comingUp ? DomainState.COMING_UP : state,
        Optional.of(spec.tags().epoch()),
        Optional.of(spec.size().now()));
  }

  synchronized void requireLive() {
    if (!state.live()) {
      throw new PluginException(
          PluginFault.WRONG_STATE, "VM " + spec.id().handle() + " is off: start it first");
    }
  }
}
