package org.icecoat.factory.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.factory.application.ApplicationReport;
import org.icecoat.factory.application.ApplicationState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.Preparation;
import org.icecoat.factory.node.VmReport;
import org.icecoat.trust.receipt.Deployment;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.RunImage;
import org.icecoat.trust.receipt.RunTime;
import org.icecoat.trust.structure.Octets;

/** What a node in memory has of a VM. */
public final class TestingVm {
  private final Preparation preparation;
  private NodeVmState state;
  private int starts;
  private boolean ready;
  private CpuCount cpus;
  private MemoryMiB memory;

  TestingVm(Preparation preparation, NodeVmState begins) {
    this.preparation = preparation;
    this.state = begins;
    this.cpus = preparation.resources().cpus();
    this.memory = preparation.resources().memory();
  }

  public Preparation preparation() {
    return preparation;
  }

  public synchronized NodeVmState state() {
    return state;
  }

  public synchronized int starts() {
    return starts;
  }

  public synchronized CpuCount cpus() {
    return cpus;
  }

  /** Somebody on the node does what the factory has not ordered. */
  public synchronized void become(NodeVmState other) {
    state = other;
  }

  synchronized void ready() {
    ready = true;
  }

  boolean isOlderThan(Incarnation other) {
    return preparation.vm().epoch().compareTo(other.epoch()) < 0;
  }

  void require(Incarnation vm) {
    if (vm.epoch().compareTo(preparation.vm().epoch()) < 0) {
      throw new FactoryException(FactoryFault.STALE_EPOCH, "The node has seen a later placement.");
    }
  }

  synchronized void start(boolean readyAtOnce) {
    if (state == NodeVmState.PREPARED || state == NodeVmState.STOPPED) {
      state = NodeVmState.RUNNING;
      starts++;
      ready = readyAtOnce;
    }
  }

  synchronized void control(ControlAction action, OptionalInt afterStarts, boolean readyAtOnce) {
    if (action != ControlAction.POWER_OFF
        && state != NodeVmState.RUNNING
        && state != NodeVmState.PAUSED) {
      throw new FactoryException(FactoryFault.WRONG_STATE, "The VM is " + state + ".");
    }
    switch (action) {
      case PAUSE -> state = NodeVmState.PAUSED;
      case RESUME -> state = NodeVmState.RUNNING;
      case RESTART -> restart(afterStarts, readyAtOnce);
      case SHUTDOWN -> state = readyAtOnce ? NodeVmState.STOPPED : state;
      case POWER_OFF -> state = NodeVmState.STOPPED;
    }
  }

  private void restart(OptionalInt afterStarts, boolean readyAtOnce) {
    if (afterStarts.isEmpty() || afterStarts.getAsInt() == starts) {
      starts++;
      ready = readyAtOnce;
    }
  }

  synchronized void resize(CpuCount newCpus, MemoryMiB newMemory) {
    cpus = newCpus;
    memory = newMemory;
  }

  synchronized VmReport report(Instant now) {
    ApplicationState application =
        preparation.application().isEmpty()
            ? ApplicationState.NONE
            : ready ? ApplicationState.RUNNING : ApplicationState.WAITING;
    return new VmReport(
        preparation.vm(),
        state,
        now,
        ready,
        starts,
        Optional.of(cpus),
        Optional.of(memory),
        state == NodeVmState.RUNNING ? List.of("10.0.0.2") : List.of(),
        Optional.of(Component.of("qemu-tcg", "7.2")),
        Optional.empty(),
        Optional.empty(),
        ApplicationReport.only(application, Optional.empty()));
  }

  synchronized Octets receipt(NodeName node, Instant now, boolean isGone) {
    RunTime time = starts == 0 ? RunTime.never() : RunTime.never().seenRunning(now);
    return new NodePart(
            node,
            new Deployment(
                preparation.vm().vm(),
                preparation.vm().epoch(),
                preparation.owner().dn(),
                preparation.application().map(bundle -> bundle.terms().digest())),
            new NodePart.Images(
                new RunImage(preparation.image().disk().id(), Optional.empty()),
                Optional.empty(),
                Optional.empty()),
            isGone ? time.seenGone(now) : time,
            Optional.empty(),
            now)
        .document();
  }

  static VmReport absent(Incarnation vm, Instant now) {
    return new VmReport(
        vm,
        NodeVmState.ABSENT,
        now,
        false,
        0,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ApplicationReport.only(ApplicationState.NONE, Optional.empty()));
  }
}
