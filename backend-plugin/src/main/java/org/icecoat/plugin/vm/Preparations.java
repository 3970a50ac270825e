package org.icecoat.plugin.vm;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.dataset.Dataset;
import org.icecoat.plugin.order.ApplicationSummary;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.Placement;
import org.icecoat.plugin.order.PrepareOrder;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.vmm.VmmCapabilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The preparations that are under way, from admission to the record that says how they ended. */
final class Preparations {
  private static final Logger LOG = LoggerFactory.getLogger(Preparations.class);

  private final NodeResources resources;
  private final NodeMemory memory;
  private final NodeWork work;
  private final VmSpecs specs;
  private final SerialQueues queues;
  private final VmLife life;
  private final Admission admission;
  private final SystemDiskKeys keys;
  private final Map<VmId, Running> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private record Running(Preparation preparation, CompletableFuture<Void> end) {}

  Preparations(
      NodeResources resources,
      NodeMemory memory,
      NodeWork work,
      VmSpecs specs,
      SerialQueues queues,
      VmLife life) {
    this.resources = resources;
    this.memory = memory;
    this.work = work;
    this.specs = specs;
    this.queues = queues;
    this.life = life;
    this.admission = new Admission(resources);
    this.keys = new SystemDiskKeys(resources, memory.records());
  }

  /** Takes a VM on; one at a time, so that two do not take the same room. */
  synchronized NodeVm admit(PrepareOrder order, Optional<Path> archive, Collection<NodeVm> others) {
    if (order.application().isPresent() != archive.isPresent()) {
      throw new PluginException(PluginFault.INVALID_REQUEST, "Application: its archive is missing");
    }
    List<Dataset> datasets = admission.datasets(order);
    admission.requireMonitor(order);
    admission.requireReadable(order);
    admission.requireRoom(order, others);
    boolean admitted = false;
    try {
      NodeVm vm = new NodeVm(record(order, archive, datasets), memory.records(), vmm());
      admitted = true;
      return vm;
    } finally {
      if (!admitted) {
        forget(order.placement().id());
      }
    }
  }

  private VmRecord record(PrepareOrder order, Optional<Path> archive, List<Dataset> datasets) {
    VmId id = order.placement().id();
    Optional<String> address =
        order.network() ? Optional.of(resources.addresses().take(id)) : Optional.empty();
    archive.ifPresent(file -> memory.records().adopt(file, id));
    VmRecord record = VmRecord.of(order, datasets, address);
    memory.records().save(record);
    return record;
  }

  /** Nobody knows of the VM yet: what it was given is free again. */
  private void forget(VmId id) {
    resources.addresses().giveBack(id);
    try {
      memory.records().remove(id);
    } catch (PluginException e) {
      LOG.warn("{} leaves files behind, which go at the next start", id.handle(), e);
    }
  }

  /** A VM of an earlier process. */
  NodeVm restore(VmRecord record) {
    record.address().ifPresent(address -> resources.addresses().restore(record.id(), address));
    record
        .order()
        .image()
        .contents()
        .forEach(content -> resources.cache().pin(record.id(), content.content().root()));
    return new NodeVm(record, memory.records(), vmm());
  }

  /** Not told as an event: whoever ordered it has the report as his answer. */
  void begin(NodeVm vm) {
    Preparation preparation = new Preparation(vm, specs.spec(vm.record()), resources, work, keys);
    Running begun = new Running(preparation, preparation.begin());
    running.put(vm.id(), begun);
    var unused = begun.end().thenRun(() -> queues.later(vm.id(), () -> ended(vm, begun)));
  }

  /** May come late, when the id's next placement is being prepared already. */
  private void ended(NodeVm vm, Running ended) {
    running.remove(vm.id(), ended);
    if (closed || vm.wanted().isOver() || vm.record().phase() != VmRecord.Phase.PREPARING) {
      return;
    }
    Preparation preparation = ended.preparation();
    vm.progress(Optional.empty());
    Optional<VmFailure> failure = preparation.failure();
    if (failure.isPresent()) {
      vm.change(record -> record.failed(VmRecord.Phase.FAILED, failure.get()));
      life.publish(vm);
    } else {
      vm.change(
          record ->
              record.in(VmRecord.Phase.PREPARED).with(record.run().provedBy(preparation.proofs())));
      life.ready(vm);
    }
  }

  /** Stops a preparation and waits until nothing of it goes on. */
  void cancel(NodeVm vm) {
    Running under = running.remove(vm.id());
    if (under != null) {
      under.preparation().cancel();
      under.end().join();
    }
  }

  /** What is under way is interrupted, and taken up by the next process: it has not failed. */
  void close() {
    closed = true;
  }

  /** What is told of a VM of which nothing is left. */
  VmReport absent(Placement placement) {
    return new VmReport(
        placement,
        NodeVmState.ABSENT,
        work.clock().instant(),
        false,
        0,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ApplicationSummary.none());
  }

  private Optional<VmReport.Vmm> vmm() {
    try {
      VmmCapabilities capabilities = resources.vmm().capabilities();
      return Optional.of(new VmReport.Vmm(capabilities.name(), capabilities.version()));
    } catch (PluginException e) {
      return Optional.empty(); // the monitor is away: the VM is known all the same
    }
  }
}
