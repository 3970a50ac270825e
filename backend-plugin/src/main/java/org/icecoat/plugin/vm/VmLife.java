package org.icecoat.plugin.vm;

import java.util.OptionalInt;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.guest.GuestRequest;
import org.icecoat.plugin.order.ControlAction;
import org.icecoat.plugin.spec.LiveResources;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.DomainState;
import org.icecoat.plugin.vmm.Vmm;

/** What is done with one VM that is prepared. All of it runs on the VM's own queue. */
final class VmLife {
  private final Vmm vmm;
  private final NodeMemory memory;
  private final NodeWork work;
  private final VmSpecs specs;
  private final GuestSessions sessions;
  private final Admission admission;
  private final VmStarts starts;

  VmLife(NodeResources resources, NodeMemory memory, NodeWork work, VmSpecs specs) {
    this.vmm = resources.vmm();
    this.memory = memory;
    this.work = work;
    this.specs = specs;
    this.sessions = new GuestSessions(work, specs, new Told());
    this.admission = new Admission(resources);
    this.starts =
        new VmStarts(
            resources, work, new SystemDiskKeys(resources, memory.records()), specs, this::look);
  }

  /**
   * Starts the domain if it is off; what was undefined behind our back is defined again. A VM whose
   * disk is gone has failed, as the report tells.
   */
  void start(NodeVm vm) {
    requirePrepared(vm);
    starts.start(vm);
  }

  /**
   * The VM has to go: what its queue is waiting for is given up. Not to be called on that queue.
   */
  void giveUp(NodeVm vm) {
    starts.giveUp(vm);
  }

  void control(NodeVm vm, ControlAction action, OptionalInt afterStarts) {
    requirePrepared(vm);
    switch (action) {
      case PAUSE -> vmm.pause(vm.id());
      case RESUME -> vmm.resume(vm.id());
      case RESTART -> restart(vm, afterStarts);
      case SHUTDOWN -> shutDown(vm);
      case POWER_OFF -> vmm.powerOff(vm.id());
    }
    look(vm);
  }

  /** Counted after it: a reset that is done twice does no harm. */
  private void restart(NodeVm vm, OptionalInt afterStarts) {
    int starts = vm.record().starts();
    if (afterStarts.isPresent() && afterStarts.getAsInt() != starts) {
      return;
    }
    admission.requireOpen(vm.record().order());
    sessions.end(vm.id());
    vmm.reset(vm.id());
    vm.guestStarts();
    vm.change(record -> record.forNextBoot().withStarts(starts + 1));
  }

  /** By the power button, and by the guest's runner for guests that do not heed that. */
  private void shutDown(NodeVm vm) {
    look(vm);
    if (vm.domain() == DomainState.PAUSED) {
      vmm.resume(vm.id());
    }
    if (vm.domain().live()) {
      vmm.requestShutdown(vm.id());
      sessions.request(vm.id(), GuestRequest.POWER_OFF);
    }
  }

  void setResources(NodeVm vm, LiveResources wanted) {
    requirePrepared(vm);
    VmResources has = vm.record().order().resources();
    if (wanted.cpus().compareTo(has.maximalCpus()) > 0
        || wanted.memory().compareTo(has.maximalMemory()) > 0) {
      throw new PluginException(
          PluginFault.INVALID_REQUEST,
          "This VM can have at most %s and %s of memory"
              .formatted(has.maximalCpus(), has.maximalMemory()));
    }
    VmResources next = has.with(wanted.cpus(), wanted.memory());
    VmRecord changed = vm.record().with(vm.record().order().with(next));
    vmm.setResources(specs.spec(changed));
    vm.change(record -> record.with(record.order().with(next)));
    sessions.request(vm.id(), GuestRequest.ONLINE_CPUS);
    look(vm);
  }

  /** Ends what runs; when this returns, there is no domain. */
  void end(NodeVm vm) {
    starts.forget(vm.id());
    sessions.end(vm.id());
    ran(vm, vmm.observe(vm.id()).state().up());
    vmm.destroy(vm.id());
    ran(vm, false);
  }

  private void ran(NodeVm vm, boolean live) {
    vm.ran(live, work.clock().instant(), memory.receipts()::evidence);
  }

  /** Looks at the domain and acts on what it finds. */
  void look(NodeVm vm) {
    noted(vm, vmm.observe(vm.id()));
  }

  /**
   * A VM has just been prepared: its domain may have been seen before, but the VM was not told yet.
   */
  void ready(NodeVm vm) {
    starts.prepared(vm.id());
    DomainObservation observation = vmm.observe(vm.id());
    vm.saw(observation);
    act(vm, observation);
    publish(vm);
  }

  /** Acts on an observation. */
  void noted(NodeVm vm, DomainObservation observation) {
    boolean news = vm.saw(observation);
    if (vm.record().phase() == VmRecord.Phase.PREPARED) {
      act(vm, observation);
      if (news) {
        publish(vm);
      }
    }
  }

  private void act(NodeVm vm, DomainObservation observation) {
    DomainState state = starts.settled(vm, observation.state());
    if (state == DomainState.COMING_UP) {
      return;
    }
    ran(vm, state.up());
    if (state.up() && vmm.capabilities().guestChannel()) {
      sessions.ensure(vm);
    } else if (!state.up()) {
      ended(vm);
    }
  }

  private void ended(NodeVm vm) {
    sessions.end(vm.id());
    vm.change(record -> record.with(record.application().guestEnded(work.clock().instant())));
  }

  void publish(NodeVm vm) {
    memory.reports().publish(vm.report(work.clock().instant()));
  }

  void close() {
    sessions.endAll();
  }

  private static void requirePrepared(NodeVm vm) {
    VmId id = vm.id();
    if (vm.record().phase() != VmRecord.Phase.PREPARED) {
      throw new PluginException(
          PluginFault.WRONG_STATE,
          "VM %s is %s on this node; it has to be prepared first"
              .formatted(id.handle(), vm.record().phase()));
    }
  }

  private final class Told implements GuestSessions.Told {
    @Override
    public void changed(NodeVm vm) {
      publish(vm);
    }

    /** Not on the VM's queue: an order that waits there must not keep a run-away guest alive. */
    @Override
    public void overran(NodeVm vm) {
      work.executor().execute(() -> vmm.powerOff(vm.id()));
    }
  }
}
