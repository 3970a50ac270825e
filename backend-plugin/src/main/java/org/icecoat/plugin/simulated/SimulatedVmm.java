package org.icecoat.plugin.simulated;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.DomainState;
import org.icecoat.plugin.vmm.Vmm;
import org.icecoat.plugin.vmm.VmmCapabilities;
import org.icecoat.plugin.vmm.VmmListener;

/** A monitor whose domains are only remembered, for as long as this object lives. */
public final class SimulatedVmm implements Vmm {
  private final SimulationScript script;
  private final SimulatedApplication application;
  private final Map<VmId, SimulatedDomain> domains = new ConcurrentHashMap<>();
  private final Map<VmId, DomainObservation> foreign = new ConcurrentHashMap<>();
  private final List<VmmListener> listeners = new CopyOnWriteArrayList<>();

  public SimulatedVmm(SimulationScript script, SimulatedApplication application) {
    this.script = script;
    this.application = application;
  }

  @Override
  public VmmCapabilities capabilities() {
    return new VmmCapabilities("simulated", "1", List.of("x86_64"), true);
  }

  @Override
  public List<HealthFinding> health() {
    return script.isUnreachable()
        ? List.of(new HealthFinding("VMM_UNREACHABLE", "Scripted to be gone"))
        : List.of();
  }

  @Override
  public void createDisk(VmSpec spec, Optional<DiskKeys> keys) {
    requireKeys(spec.disk(), keys);
    script.before(Operation.CREATE_DISK);
    SimulatedDisk.create(spec.disk().overlay());
  }

  @Override
  public void define(VmSpec spec) {
    script.before(Operation.DEFINE);
    domains.computeIfAbsent(spec.id(), id -> new SimulatedDomain(spec, application)).define(spec);
  }

  @Override
  public void start(VmId id, Optional<DiskKeys> keys) {
    SimulatedDomain domain = domain(id);
    requireKeys(domain.spec().disk(), keys);
    CompletableFuture<Void> cut = domain.bringUp();
    try {
      script.before(Operation.START, cut);
    } catch (PluginException e) {
      domain.giveUp();
      throw e;
    }
    tell(id, domain.start());
  }

  @Override
  public void forgetKeys(VmId id) {
    script.before(Operation.FORGET_KEYS);
  }

  @Override
  public void pause(VmId id) {
    script.before(Operation.PAUSE);
    tell(id, domain(id).become(DomainState.PAUSED));
  }

  @Override
  public void resume(VmId id) {
    script.before(Operation.RESUME);
    tell(id, domain(id).become(DomainState.RUNNING));
  }

  @Override
  public void reset(VmId id) {
    script.before(Operation.RESET);
    domain(id).reset();
    tell(listener -> listener.guestReset(id));
  }

  @Override
  public void requestShutdown(VmId id) {
    script.before(Operation.SHUTDOWN);
    domain(id).requireLive();
    tell(id, domain(id).end(DomainState.OFF));
  }

  @Override
  public void powerOff(VmId id) {
    script.before(Operation.POWER_OFF);
    tell(id, domain(id).end(DomainState.OFF));
  }

  @Override
  public void setResources(VmSpec spec) {
    script.before(Operation.SET_RESOURCES);
    domain(spec.id()).resize(spec);
  }

  @Override
  public void destroy(VmId id) {
    script.before(Operation.DESTROY);
    requireOwn(id);
    SimulatedDomain domain = domains.remove(id);
    if (domain != null) {
      domain.end(DomainState.OFF);
      tell(id, true);
    }
  }

  @Override
  public DomainObservation observe(VmId id) {
    script.before(Operation.OBSERVE);
    SimulatedDomain domain = domains.get(id);
    return domain == null
        ? foreign.getOrDefault(id, DomainObservation.absent(id))
        : domain.observe();
  }

  @Override
  public List<DomainObservation> observeAll() {
    script.before(Operation.OBSERVE);
    List<DomainObservation> all = new ArrayList<>(foreign.values());
    domains.values().forEach(domain -> all.add(domain.observe()));
    return all;
  }

  @Override
  public void listen(VmmListener listener) {
    listeners.add(listener);
  }

  @Override
  public ByteChannel openGuestChannel(VmId id) throws IOException {
    SimulatedDomain domain = domains.get(id);
    if (domain == null || !domain.observe().state().up()) {
      throw new IOException("The simulated domain does not run");
    }
    return domain.guest().connect();
  }

  @Override
  public void close() {
    listeners.clear();
  }

  /** Ends a domain behind the plug-in's back, as a crash or an administrator would. */
  public void crash(VmId id) {
    tell(id, domain(id).end(DomainState.CRASHED));
  }

  /** Begins a start, as if it went on without the plug-in that has ordered it. */
  public void beginStart(VmId id) {
    var unused = domain(id).bringUp();
  }

  /** Ends a start that was begun so. */
  public void endStart(VmId id) {
    tell(id, domain(id).start());
  }

  /** Adds a domain that is not Icecoat's. */
  public void addForeign(DomainObservation observation) {
    foreign.put(observation.id(), observation);
  }

  private static void requireKeys(SystemDisk disk, Optional<DiskKeys> keys) {
    if (disk.encrypted() != keys.isPresent()) {
      throw new PluginException(
          PluginFault.VMM_FAILED, "An encrypted disk, and no other, comes with its keys");
    }
  }

  private void requireOwn(VmId id) {
    if (foreign.containsKey(id)) {
      throw new PluginException(
          PluginFault.WRONG_STATE, "The domain with the id of VM " + id.handle() + " is another's");
    }
  }

  private SimulatedDomain domain(VmId id) {
    SimulatedDomain domain = domains.get(id);
    if (domain == null) {
      throw new PluginException(
          PluginFault.VM_NOT_FOUND, "The monitor has no domain of VM " + id.handle());
    }
    return domain;
  }

  private void tell(VmId id, boolean changed) {
    if (changed) {
      tell(listener -> listener.domainChanged(id));
    }
  }

  private void tell(Consumer<VmmListener> event) {
    if (!script.losesEvents()) {
      listeners.forEach(event);
    }
  }
}
