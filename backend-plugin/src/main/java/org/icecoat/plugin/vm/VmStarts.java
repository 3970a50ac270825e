package org.icecoat.plugin.vm;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.vmm.DomainState;
import org.icecoat.plugin.vmm.Vmm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The starts of domains: one that is under way, one that has to be given up, one whose end nobody
 * saw.
 */
final class VmStarts {
  private static final Logger LOG = LoggerFactory.getLogger(VmStarts.class);

  /** A monitor that brings a domain up for longer than that hangs; factories are as patient. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  private final Vmm vmm;
  private final Clock clock;
  private final InstantSource steady;
  private final Executor executor;
  private final VmSpecs specs;
  private final Admission admission;
  private final SystemDiskKeys keys;
  private final StartImages images;
  private final Consumer<NodeVm> look;
  private final Map<VmId, Instant> comingUp = new ConcurrentHashMap<>();

  /**
   * Prepares to start VMs.
   *
   * @param look looks at a VM's domain, and acts on what it finds
   */
  VmStarts(
      NodeResources resources,
      NodeWork work,
      SystemDiskKeys keys,
      VmSpecs specs,
      Consumer<NodeVm> look) {
    this.vmm = resources.vmm();
    this.clock = work.clock();
    this.steady = work.steady();
    this.executor = work.executor();
    this.specs = specs;
    this.admission = new Admission(resources);
    this.keys = keys;
    this.images = new StartImages(resources.cache(), steady);
    this.look = look;
  }

  /** The VM's images have just been verified. */
  void prepared(VmId vm) {
    images.prepared(vm);
  }

  /** The VM goes. */
  void forget(VmId vm) {
    images.forget(vm);
    comingUp.remove(vm);
  }

  void start(NodeVm vm) {
    look.accept(vm);
    if (vm.domain() == DomainState.COMING_UP) {
      throw new PluginException(
          PluginFault.BUSY, "VM " + vm.id().handle() + " is coming up already: ask again");
    }
    if (!vm.domain().live() && !Files.exists(specs.spec(vm.record()).disk().overlay())) {
      vm.change(record -> record.failed(VmRecord.Phase.FAILED, diskIsGone()));
    } else if (!vm.domain().live()) {
      admission.requireOpen(vm.record().order());
      images.require(vm.record().order(), vm.wanted());
      if (vm.domain() == DomainState.ABSENT) {
        vmm.define(specs.spec(vm.record()));
      }
      keys.use(vm.record(), open -> startCounted(vm, open));
    }
  }

  /** A start makes no other disk: what the guest had written would be lost, and nobody told. */
  private VmFailure diskIsGone() {
    return new VmFailure(
        clock.instant(),
        "start",
        PluginFault.STORAGE_FAILED.name(),
        "The VM's disk is gone from its node",
        Optional.empty());
  }

  /** Counted before it starts: a plug-in that dies in between must not hide a start. */
  private void startCounted(NodeVm vm, Optional<DiskKeys> open) {
    vm.wanted().require();
    vm.countStart();
    try {
      vmm.start(vm.id(), open);
    } catch (PluginException e) {
      if (e.fault() == PluginFault.VMM_UNREACHABLE) {
        vm.startIsOpen();
      } else {
        vm.startIsOver(false);
      }
      throw e;
    }
    try {
      look.accept(vm);
    } finally {
      vm.startIsOver(true);
    }
  }

  /** Not on the VM's queue: the order that removes the VM waits there. */
  void giveUp(NodeVm vm) {
    vm.wanted().end();
    if (vm.isStarting()) {
      executor.execute(() -> cutShort(vm.id()));
    }
  }

  private void cutShort(VmId vm) {
    try {
      vmm.powerOff(vm);
    } catch (PluginException e) {
      LOG.info("The start of {} cannot be cut short: {}", vm.handle(), e.getMessage());
    }
  }

  /**
   * Judges by the domain's state a start whose end nobody saw, since the plug-in died or lost the
   * monitor meanwhile. A monitor comes to an end with it by itself; if it does not, the start is
   * undone: the guest has not run yet.
   *
   * @return the state, or the one that this led to
   */
  DomainState settled(NodeVm vm, DomainState seen) {
    if (!vm.hasOpenStart()) {
      return seen;
    }
    DomainState state = seen == DomainState.COMING_UP && hangs(vm.id()) ? undone(vm.id()) : seen;
    if (state != DomainState.COMING_UP) {
      comingUp.remove(vm.id());
      vmm.forgetKeys(vm.id());
      vm.startIsOver(state.up());
    }
    return state;
  }

  private boolean hangs(VmId vm) {
    Instant now = steady.instant();
    Instant since = comingUp.computeIfAbsent(vm, id -> now);
    return now.isAfter(since.plus(LONGEST));
  }

  private DomainState undone(VmId vm) {
    LOG.warn("{} does not come up: its start is undone", vm.handle());
    vmm.powerOff(vm);
    return vmm.observe(vm).state();
  }
}
