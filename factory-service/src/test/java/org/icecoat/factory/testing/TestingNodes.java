package org.icecoat.factory.testing;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.application.Output;
import org.icecoat.factory.application.OutputRange;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.node.NodeListing;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.Preparation;
import org.icecoat.factory.node.VmReport;
import org.icecoat.trust.structure.Octets;

/**
 * Nodes in memory. Each can fall silent, refuse operations, answer without letting the answer
 * through, and hold VMs that change behind the factory's back.
 */
public final class TestingNodes implements NodeClient {
  private final InstantSource clock;
  private final Map<NodeName, NodeDescription> nodes = new ConcurrentHashMap<>();
  private final Map<NodeName, Map<VmId, TestingVm>> vms = new ConcurrentHashMap<>();
  private final Map<Incarnation, Octets> gone = new ConcurrentHashMap<>();
  private final Set<NodeName> silent = ConcurrentHashMap.newKeySet();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Consumer<String> before = call -> {};
  private volatile Consumer<String> after = call -> {};
  private volatile BiConsumer<NodeName, VmReport> events = (node, report) -> {};
  private volatile boolean slowGuests;
  private volatile NodeVmState begins = NodeVmState.PREPARED;

  public TestingNodes(InstantSource clock) {
    this.clock = clock;
  }

  /** A node; one that is there already is as big as that from now on. */
  public TestingNodes with(String name, Capacity capacity, String... datasets) {
    return with(name, new Architecture("x86_64"), capacity, datasets);
  }

  public TestingNodes with(
      String name, Architecture architecture, Capacity capacity, String... datasets) {
    NodeName node = new NodeName(name);
    nodes.put(
        node,
        new NodeDescription(
            node,
            "0.1",
            List.of(Component.of("qemu-tcg", "7.2")),
            Set.of(architecture),
            capacity,
            Stream.of(datasets).map(DatasetName::new).collect(Collectors.toSet()),
            Map.of("site", name),
            List.of()));
    vms.putIfAbsent(node, new ConcurrentHashMap<>());
    return this;
  }

  /** Reports of changes go there, as a plug-in's events would. */
  public void reportTo(BiConsumer<NodeName, VmReport> receiver) {
    events = receiver;
  }

  /**
   * Reports that a node has the VM no more, as its event may before the answer to an order does.
   */
  public void tellGone(String node, Incarnation vm) {
    events.accept(new NodeName(node), TestingVm.absent(vm, clock.instant()));
  }

  /** Is called with "operation node" before an operation takes effect; may throw. */
  public void beforeEach(Consumer<String> hook) {
    before = hook;
  }

  /** Is called after an operation took effect and before its answer is given; may throw. */
  public void afterEach(Consumer<String> hook) {
    after = hook;
  }

  public void silence(String node, boolean isSilent) {
    if (isSilent) {
      silent.add(new NodeName(node));
    } else {
      silent.remove(new NodeName(node));
    }
  }

  /** Guests report only when told to, by {@link #guestReports}. */
  public void slowGuests() {
    slowGuests = true;
  }

  /** Nodes go on preparing until told otherwise, by {@link TestingVm#become} and {@link #tell}. */
  public void slowPreparations(boolean slow) {
    begins = slow ? NodeVmState.PREPARING : NodeVmState.PREPARED;
  }

  public void guestReports(String node, VmId id) {
    vm(node, id).ready();
    tell(new NodeName(node), id);
  }

  public TestingVm vm(String node, VmId id) {
    return vms.get(new NodeName(node)).get(id);
  }

  /** What a node has of all VMs. */
  public Map<VmId, TestingVm> on(String node) {
    return vms.get(new NodeName(node));
  }

  public List<String> calls() {
    return List.copyOf(calls);
  }

  public long count(String operation) {
    return calls.stream().filter(call -> call.startsWith(operation + " ")).count();
  }

  @Override
  public NodeDescription introduce(NodeAddress node) {
    return describe(node);
  }

  @Override
  public NodeDescription describe(NodeAddress node) {
    return call("describe", node, () -> nodes.get(node.name()));
  }

  @Override
  public void expect(NodeAddress node, BootableImage image) {
    var unused = call("expect", node, () -> image);
  }

  @Override
  public VmReport prepare(NodeAddress node, Preparation preparation) {
    VmId id = preparation.vm().vm();
    return call(
        "prepare",
        node,
        () -> {
          TestingVm known = vms.get(node.name()).get(id);
          if (known == null || known.isOlderThan(preparation.vm())) {
            vms.get(node.name()).put(id, new TestingVm(preparation, begins));
          }
          vms.get(node.name()).get(id).require(preparation.vm());
          return told(node.name(), id);
        });
  }

  @Override
  public VmReport start(NodeAddress node, Incarnation vm) {
    return change("start", node, vm, known -> known.start(!slowGuests));
  }

  @Override
  public VmReport control(
      NodeAddress node, Incarnation vm, ControlAction action, OptionalInt afterStarts) {
    return change(
        action.name().toLowerCase(Locale.ROOT),
        node,
        vm,
        known -> known.control(action, afterStarts, !slowGuests));
  }

  @Override
  public VmReport setResources(NodeAddress node, Incarnation vm, CpuCount cpus, MemoryMiB memory) {
    return change("set-resources", node, vm, known -> known.resize(cpus, memory));
  }

  @Override
  public VmReport destroy(NodeAddress node, Incarnation vm) {
    return call(
        "destroy",
        node,
        () -> {
          TestingVm known = vms.get(node.name()).get(vm.vm());
          if (known != null) {
            known.require(vm);
            gone.put(vm, known.receipt(node.name(), clock.instant(), true));
            vms.get(node.name()).remove(vm.vm());
          }
          return TestingVm.absent(vm, clock.instant());
        });
  }

  @Override
  public NodeListing list(NodeAddress node) {
    return call(
        "list",
        node,
        () -> {
          List<VmReport> reports = new ArrayList<>();
          vms.get(node.name()).values().forEach(vm -> reports.add(vm.report(clock.instant())));
          return new NodeListing(reports, 0);
        });
  }

  @Override
  public Output output(NodeAddress node, Incarnation vm, OutputRange range) {
    return call(
        "output",
        node,
        () -> new Output(range.stream(), 0, "hi".getBytes(StandardCharsets.UTF_8), true, false));
  }

  @Override
  public Octets receipt(NodeAddress node, Incarnation vm) {
    return call(
        "receipt",
        node,
        () -> {
          TestingVm known = vms.get(node.name()).get(vm.vm());
          if (gone.containsKey(vm)) {
            return gone.get(vm);
          }
          if (known == null) {
            throw new FactoryException(FactoryFault.VM_ABSENT, "The node has no such VM.");
          }
          return known.receipt(node.name(), clock.instant(), false);
        });
  }

  private VmReport change(
      String operation, NodeAddress node, Incarnation vm, Consumer<TestingVm> effect) {
    return call(
        operation,
        node,
        () -> {
          TestingVm known = vms.get(node.name()).get(vm.vm());
          if (known == null) {
            throw new FactoryException(FactoryFault.VM_ABSENT, "The node has no such VM.");
          }
          known.require(vm);
          effect.accept(known);
          return told(node.name(), vm.vm());
        });
  }

  /** Tells the factory, as an event, what the node has of a VM now. */
  public void tell(NodeName node, VmId id) {
    told(node, id);
  }

  private VmReport told(NodeName node, VmId id) {
    VmReport report = vms.get(node).get(id).report(clock.instant());
    events.accept(node, report);
    return report;
  }

  private interface Operation<T> {
    T run();
  }

  private <T> T call(String operation, NodeAddress node, Operation<T> effect) {
    String call = operation + " " + node.name();
    if (silent.contains(node.name())) {
      throw new FactoryException(FactoryFault.NODE_UNREACHABLE, node.name() + " does not answer.");
    }
    before.accept(call);
    calls.add(call);
    T answer = effect.run();
    after.accept(call);
    return answer;
  }
}
