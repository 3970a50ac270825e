package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.plugin.spec.LiveResources;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.DomainState;
import org.icecoat.plugin.vmm.Vmm;
import org.icecoat.plugin.vmm.VmmCapabilities;
import org.icecoat.plugin.vmm.VmmListener;
import org.icecoat.trust.secret.DiskKey;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Runs VMs by libvirt. Domains, networks and guests outlive this object and libvirt's daemon. */
public final class LibvirtVmm implements Vmm {
  /** VIR_DOMAIN_AFFECT_LIVE. */
  private static final int AFFECT_LIVE = 1;

  /** VIR_DOMAIN_UNDEFINE_MANAGED_SAVE, SNAPSHOTS_METADATA and NVRAM. */
  private static final int UNDEFINE_ALL = 1 | 2 | 4;

  private static final long KIB_PER_MIB = 1024;

  /** By then most guests have started. */
  private static final long GUEST_START_SECONDS = 15;

  private final LibvirtConfiguration configuration;
  private final LibvirtEvents events = new LibvirtEvents();
  private final LibvirtConnection connection;
  private final Domains domains;
  private final LibvirtHost host;
  private final BlankDisks blanks;

  /**
   * Connects when it is first used, and then as often as needed.
   *
   * @param folder for disks that are made ahead, on the file system of the VMs' disks
   * @param scheduler the caller's
   */
  public LibvirtVmm(
      LibvirtConfiguration configuration, Path folder, ScheduledExecutorService scheduler) {
    this.configuration = configuration;
    this.blanks = new BlankDisks(folder, task -> afterGuestStart(scheduler, task));
    this.connection = new LibvirtConnection(configuration, scheduler, events);
    this.domains = new Domains(connection);
    this.host = new LibvirtHost(configuration, connection);
  }

  private static void afterGuestStart(ScheduledExecutorService scheduler, Runnable task) {
    var unused = scheduler.schedule(task, GUEST_START_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public VmmCapabilities capabilities() {
    return host.capabilities();
  }

  @Override
  public List<HealthFinding> health() {
    return host.health();
  }

  @Override
  public DiskKey diskKey(SecureRandom random) {
    return blanks.key(random);
  }

  @Override
  public void createDisk(VmSpec spec, Optional<DiskKeys> keys) {
    new QemuImg(blanks).createOverlay(spec.disk(), spec.size().disk(), keys);
  }

  @Override
  public void define(VmSpec spec) {
    if (spec.network().isPresent()) {
      host.ensureNetwork();
    }
    domains.ifPresent(spec.id(), "look at the domain", (domain, state) -> requireOwn(domain));
    defineAsSpecified(spec);
  }

  private void defineAsSpecified(VmSpec spec) {
    String xml = new DomainXml(configuration, host.domainType()).write(spec);
    connection.call("define the domain", connect -> connect.domainDefineXML(xml).free());
  }

  @Override
  public void start(VmId id, Optional<DiskKeys> keys) {
    if (keys.isEmpty()) {
      start(id);
      return;
    }
    try {
      secrets("take the keys of the disks", connect -> DiskSecrets.set(connect, id, keys.get()));
      start(id);
    } finally {
      forgetKeys(id);
    }
  }

  private void start(VmId id) {
    domains.with(
        id,
        "start",
        (domain, state) -> {
          if (!state.live()) {
            domain.create();
          }
        });
  }

  /** Something that is done with secrets. */
  @FunctionalInterface
  private interface SecretsAct {
    void on(Connect connect) throws LibvirtException;
  }

  private void secrets(String doing, SecretsAct act) {
    connection.call(
        doing,
        connect -> {
          act.on(connect);
          return null;
        });
  }

  @Override
  public void forgetKeys(VmId id) {
    if (!configuration.testDriver()) {
      secrets("forget the keys of the disks", connect -> DiskSecrets.remove(connect, id));
    }
  }

  @Override
  public void pause(VmId id) {
    domains.with(
        id,
        "pause",
        (domain, state) -> {
          requireLive(state);
          if (state != DomainState.PAUSED) {
            domain.suspend();
          }
        });
  }

  @Override
  public void resume(VmId id) {
    domains.with(
        id,
        "resume",
        (domain, state) -> {
          requireLive(state);
          if (state == DomainState.PAUSED) { // what comes up runs by itself
            domain.resume();
          }
        });
  }

  @Override
  public void reset(VmId id) {
    domains.with(id, "reset", this::resetLive);
  }

  private void resetLive(Domain domain, DomainState state) throws LibvirtException {
    requireLive(state);
    if (configuration.testDriver()) {
      domain.reboot(0); // it knows no reset
    } else {
      domain.reset();
    }
    if (DomainReader.state(domain) == DomainState.PAUSED) {
      domain.resume();
    }
    events.reset(DomainReader.id(domain));
  }

  @Override
  public void requestShutdown(VmId id) {
    domains.with(
        id,
        "shut down",
        (domain, state) -> {
          requireLive(state);
          domain.shutdown();
        });
  }

  @Override
  public void powerOff(VmId id) {
    domains.with(id, "power off", LibvirtVmm::end);
  }

  @Override
  public void setResources(VmSpec spec) {
    LiveResources resources = spec.size().now();
    domains.with(
        spec.id(),
        "change its resources",
        (domain, state) -> {
          if (state.live()) {
            domain.setVcpusFlags(resources.cpus().value(), AFFECT_LIVE);
            domain.setMemory(resources.memory().value() * KIB_PER_MIB);
          }
        });
    defineAsSpecified(spec);
  }

  @Override
  public void destroy(VmId id) {
    domains.ifPresent(
        id,
        "remove the domain",
        (domain, state) -> {
          requireOwn(domain);
          end(domain, state);
          domain.undefine(configuration.testDriver() ? 0 : UNDEFINE_ALL);
        });
    forgetKeys(id);
    requireAbsent(observe(id));
  }

  private static void end(Domain domain, DomainState state) throws LibvirtException {
    if (state.live()) {
      try {
        domain.destroy();
      } catch (LibvirtException e) {
        Domains.ignore(e, ErrorNumber.VIR_ERR_OPERATION_INVALID); // it ended meanwhile
      }
    }
  }

  @Override
  public DomainObservation observe(VmId id) {
    AtomicReference<DomainObservation> seen = new AtomicReference<>(DomainObservation.absent(id));
    domains.ifPresent(
        id, "look at the domain", (domain, state) -> seen.set(DomainReader.observe(domain)));
    return seen.get();
  }

  @Override
  public List<DomainObservation> observeAll() {
    return domains.all();
  }

  @Override
  public void listen(VmmListener listener) {
    events.add(listener);
  }

  @Override
  public ByteChannel openGuestChannel(VmId id) throws IOException {
    return SocketChannel.open(
        UnixDomainSocketAddress.of(GuestSocket.of(configuration.runFolder(), id)));
  }

  @Override
  public void close() {
    connection.close();
    blanks.close();
  }

  private static void requireLive(DomainState state) {
    if (!state.live()) {
      throw new PluginException(PluginFault.WRONG_STATE, "The domain is off: start it first");
    }
  }

  private static void requireAbsent(DomainObservation observation) {
    if (observation.state() != DomainState.ABSENT) {
      throw new PluginException(
          PluginFault.VMM_FAILED,
          "The domain of VM " + observation.id().handle() + " is still there: destroy it again");
    }
  }

  /** Icecoat changes no domain that it did not make, whatever its id. */
  private static void requireOwn(Domain domain) throws LibvirtException {
    DomainObservation observation = DomainReader.observe(domain);
    if (!observation.own()) {
      throw new PluginException(
          PluginFault.WRONG_STATE,
          "A domain with the id of VM "
              + observation.id().handle()
              + " exists that is not Icecoat's: its owner has to remove it");
    }
  }
}
