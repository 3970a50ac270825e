package org.icecoat.plugin.vm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.ControlAction;
import org.icecoat.plugin.order.NodeListing;
import org.icecoat.plugin.order.OutputPart;
import org.icecoat.plugin.order.OutputRange;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.spec.LiveResources;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.structure.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's VMs, and the one door to them. Every order carries its placement, is idempotent, and
 * is refused with STALE_EPOCH if the node has seen a newer one.
 */
public final class NodeVms implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeVms.class);

  private final NodeResources resources;
  private final NodeMemory memory;
  private final NodeWork work;
  private final SerialQueues queues;
  private final VmLife life;
  private final Preparations preparations;
  private final ExpectedImages expected;
  private final Map<VmId, NodeVm> vms = new ConcurrentHashMap<>();

  public NodeVms(NodeResources resources, NodeMemory memory, NodeWork work) {
    this.resources = resources;
    this.memory = memory;
    this.work = work;
    this.queues = new SerialQueues(work.executor(), work.patience());
    VmSpecs specs = new VmSpecs(memory.records(), resources.cache(), work.outputCap());
    this.life = new VmLife(resources, memory, work, specs);
    this.preparations = new Preparations(resources, memory, work, specs, queues, life);
    this.expected = ExpectedImages.of(resources, work.executor());
  }

  /** Finds what an earlier process left, and goes on with it. To be called once, before orders. */
  public void recover() throws IOException {
    for (VmRecord record : memory.records().load()) {
      NodeVm vm = preparations.restore(record);
      vms.put(vm.id(), vm);
      switch (record.phase()) {
        case PREPARING -> preparations.begin(vm);
        case PREPARED -> queues.later(vm.id(), () -> life.look(vm));
        case DESTROYING -> queues.later(vm.id(), () -> remove(vm));
        case FAILED -> LOG.info("{} waits, its preparation failed", vm.id().handle());
      }
    }
    resources.vmm().listen(new MonitorEvents(vms::get, this::lookLater, this::lookAtAll));
  }

  /** What is got ready for VMs that are not ordered yet. */
  public ExpectedImages expected() {
    return expected;
  }

  /**
   * Takes a VM on and begins to prepare it; the same order again tells how far it is, or tries
   * again what failed.
   *
   * @param archive the application's, received into the records' inbox
   */
  public VmReport prepare(PrepareOrder order, Optional<Path> archive) {
    VmId id = order.placement().id();
    giveUp(order.placement(), known -> known.compareTo(order.placement().epoch()) < 0);
    return queues.call(
        id,
        () -> {
          memory.fence().pass(order.placement());
          NodeVm known = vms.get(id);
          if (known != null && !known.record().order().placement().equals(order.placement())) {
            remove(known); // an older placement: its time is over
            known = null;
          }
          if (known == null) {
            if (memory.records().holds(id)) {
              removeUnknown(id);
            }
            known = preparations.admit(order, archive, vms.values());
            vms.put(id, known);
            preparations.begin(known);
          } else if (known.record().phase() == VmRecord.Phase.FAILED) {
            known.change(record -> record.in(VmRecord.Phase.PREPARING));
            preparations.begin(known);
          }
          return report(known);
        });
  }

  /** Starts a VM that is off. */
  public VmReport start(Placement placement) {
    return order(placement, life::start);
  }

  /**
   * Tells a VM something.
   *
   * @param afterStarts makes RESTART idempotent: it acts only while the report's starts is that
   */
  public VmReport control(Placement placement, ControlAction action, OptionalInt afterStarts) {
    return order(placement, vm -> life.control(vm, action, afterStarts));
  }

  /** Gives a VM other CPUs and memory, within its maxima. */
  public VmReport setResources(Placement placement, LiveResources wanted) {
    return order(placement, vm -> life.setResources(vm, wanted));
  }

  private VmReport order(Placement placement, Consumer<NodeVm> act) {
    return queues.call(
        placement.id(),
        () -> {
          memory.fence().pass(placement);
          NodeVm vm = find(placement);
          act(act, vm);
          return report(vm);
        });
  }

  /** Who orders what the state does not allow is told which state it is. */
  private void act(Consumer<NodeVm> act, NodeVm vm) {
    try {
      act.accept(vm);
    } catch (PluginException e) {
      boolean lacks = e.fault() == PluginFault.WRONG_STATE && e.state().isEmpty();
      throw lacks ? e.in(stateOf(report(vm))) : e;
    }
  }

  private static VmState stateOf(VmReport report) {
    return switch (report.state()) {
      case PREPARING, PREPARED -> VmState.STAGING;
      case RUNNING -> VmState.RUNNING;
      case PAUSED -> VmState.PAUSED;
      case STOPPED -> VmState.STOPPED;
      case FAILED -> VmState.FAILED;
      case ABSENT -> VmState.DESTROYED;
    };
  }

  /**
   * Ends a VM in whatever state and removes all that the node has of it. What is under way for it
   * is given up, however long it would take.
   */
  public VmReport destroy(Placement placement) {
    giveUp(placement, known -> known.compareTo(placement.epoch()) <= 0);
    return queues.call(
        placement.id(),
        () -> {
          memory.fence().pass(placement);
          NodeVm vm = vms.get(placement.id());
          if (vm != null) {
            remove(vm);
          } else {
            removeUnknown(placement.id());
          }
          return preparations.absent(placement);
        });
  }

  /** Gives up what is under way for a VM whose placement is over by this order. */
  private void giveUp(Placement placement, Predicate<Epoch> over) {
    memory.fence().pass(placement);
    NodeVm vm = vms.get(placement.id());
    if (vm != null && over.test(vm.record().epoch())) {
      life.giveUp(vm);
    }
  }

  private void remove(NodeVm vm) {
    vm.change(record -> record.in(VmRecord.Phase.DESTROYING));
    preparations.cancel(vm);
    life.end(vm);
    keepReceipt(vm);
    memory.records().remove(vm.id());
    resources.cache().unpin(vm.id());
    resources.addresses().giveBack(vm.id());
    vms.remove(vm.id());
    memory.reports().publish(preparations.absent(vm.record().order().placement()));
  }

  /** Of a VM whose record cannot be read: neither its domain nor its disk is a later one's. */
  private void removeUnknown(VmId id) {
    resources.vmm().destroy(id);
    memory.records().remove(id);
  }

  /** A VM goes even if what was to be kept of it cannot be. */
  private void keepReceipt(NodeVm vm) {
    try {
      Octets signed = vm.run().signed(vm.record(), memory.receipts());
      memory.receipts().keep(vm.record().order().placement(), signed);
    } catch (PluginException e) {
      LOG.error("{} goes without a receipt", vm.id().handle(), e);
    }
  }

  /**
   * What the node signs of a VM in a placement: as it is now, or as it was when it went.
   *
   * @throws PluginException VM_NOT_FOUND, STALE_EPOCH
   */
  public Octets receipt(Placement placement) {
    return queues.call(
        placement.id(),
        () -> {
          Optional<Octets> kept = memory.receipts().kept(placement);
          if (kept.isPresent()) {
            return kept.get();
          }
          requireCurrent(placement);
          NodeVm vm = find(placement);
          life.look(vm);
          return vm.run().signed(vm.record(), memory.receipts());
        });
  }

  /** A part of what the VM's application has printed. */
  public OutputPart output(Placement placement, OutputRange range) {
    requireCurrent(placement);
    NodeVm vm = find(placement);
    boolean ended = vm.record().application().state().ended();
    byte[] content = vm.output().read(range.stream(), range.offset(), range.most());
    boolean all = range.offset() + content.length >= vm.output().length(range.stream());
    return new OutputPart(range, content, ended && all, vm.output().isTruncated(range.stream()));
  }

  /** What the node states of a VM, which it looks at once more. */
  public VmStatement statement(Placement placement) {
    return queues.call(
        placement.id(),
        () -> {
          requireCurrent(placement);
          NodeVm vm = find(placement);
          life.look(vm);
          return VmStatements.of(vm.record(), report(vm));
        });
  }

  /** Asking does not count as an order of that placement. */
  private void requireCurrent(Placement placement) {
    if (memory
        .fence()
        .seen(placement.id())
        .filter(e -> e.compareTo(placement.epoch()) > 0)
        .isPresent()) {
      memory.fence().pass(placement); // refuses it
    }
  }

  /** Every VM as the monitor has it now, and the domains of others. */
  public NodeListing list() {
    Map<VmId, Long> sights = new HashMap<>();
    vms.forEach((id, vm) -> sights.put(id, vm.sights()));
    List<DomainObservation> all = resources.vmm().observeAll();
    List<NodeListing.Foreign> foreign = new ArrayList<>();
    for (DomainObservation seen : all) {
      if (!vms.containsKey(seen.id())) {
        foreign.add(new NodeListing.Foreign(seen.id(), seen.name()));
      }
    }
    List<VmReport> reports = new ArrayList<>();
    for (NodeVm vm : vms.values()) {
      long before = sights.getOrDefault(vm.id(), 0L);
      seenIn(all, vm.id()).ifPresent(seen -> vm.sawUnlessSince(before, seen));
      reports.add(report(vm));
    }
    return new NodeListing(reports, foreign);
  }

  private static Optional<DomainObservation> seenIn(List<DomainObservation> all, VmId id) {
    return all.stream().filter(seen -> seen.id().equals(id)).findFirst();
  }

  /** Looks at every domain; for a timer, and for when events were lost. */
  public void lookAtAll() {
    vms.values().forEach(this::lookLater);
  }

  private void lookLater(NodeVm vm) {
    queues.later(vm.id(), () -> lookIfKnown(vm));
  }

  private void lookIfKnown(NodeVm vm) {
    if (vms.get(vm.id()) != vm) {
      return;
    }
    if (vm.record().phase() == VmRecord.Phase.DESTROYING) {
      remove(vm); // the monitor was away when it was ordered
    } else {
      memory.records().trim(vm.id());
      life.look(vm);
    }
  }

  private VmReport report(NodeVm vm) {
    return vm.report(work.clock().instant());
  }

  private NodeVm find(Placement placement) {
    NodeVm vm = vms.get(placement.id());
    if (vm == null || !vm.record().order().placement().equals(placement)) {
      throw new PluginException(
          PluginFault.VM_NOT_FOUND,
          "The node has nothing of VM %s in placement %s: prepare it first"
              .formatted(placement.id().handle(), placement.epoch()));
    }
    return vm;
  }

  /** Lets go of all VMs; they run on. */
  @Override
  public void close() {
    preparations.close();
    life.close();
  }
}
