package org.icecoat.plugin.vm;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.guest.ApplicationReport;
import org.icecoat.plugin.guest.GuestObserver;
import org.icecoat.plugin.guest.GuestRequest;
import org.icecoat.plugin.guest.GuestSession;
import org.icecoat.plugin.vmm.DomainState;

/** The guest sessions of all VMs that run. */
final class GuestSessions {
  private final NodeWork work;
  private final VmSpecs specs;
  private final Told told;
  private final Map<VmId, GuestSession> open = new ConcurrentHashMap<>();
  private boolean ended;

  /** What sessions tell, for the one who acts on it. */
  interface Told {
    void changed(NodeVm vm);

    void overran(NodeVm vm);
  }

  GuestSessions(NodeWork work, VmSpecs specs, Told told) {
    this.work = work;
    this.specs = specs;
    this.told = told;
  }

  /** Has a session for a VM that lives, unless all have been ended. */
  synchronized void ensure(NodeVm vm) {
    if (ended) {
      return; // a look that was queued before the node began to stop
    }
    open.computeIfAbsent(
        vm.id(),
        id -> {
          GuestSession session =
              new GuestSession(
                  specs.guestPlan(vm.record()),
                  vm.record().application(),
                  vm.output(),
                  new Observer(vm),
                  work.guests());
          session.start();
          return session;
        });
  }

  void end(VmId id) {
    GuestSession session = open.remove(id);
    if (session != null) {
      session.close();
    }
  }

  void request(VmId id, GuestRequest request) {
    GuestSession session = open.get(id);
    if (session != null) {
      session.request(request);
    }
  }

  /** Ends all; none begins afterwards. */
  void endAll() {
    synchronized (this) {
      ended = true;
    }
    open.keySet().forEach(this::end);
  }

  private final class Observer implements GuestObserver {
    private final NodeVm vm;

    Observer(NodeVm vm) {
      this.vm = vm;
    }

    @Override
    public void heard(Instant at) {
      if (vm.heard(at)) {
        told.changed(vm);
      }
    }

    @Override
    public void applicationChanged(ApplicationReport report) {
      vm.change(record -> record.with(report));
      told.changed(vm);
    }

    @Override
    public void overran() {
      told.overran(vm);
    }

    @Override
    public boolean guestRuns() {
      return vm.domain() == DomainState.RUNNING;
    }
  }
}
