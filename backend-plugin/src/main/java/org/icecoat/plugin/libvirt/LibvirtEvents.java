package org.icecoat.plugin.libvirt;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.vmm.VmmListener;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.libvirt.event.DomainEvent;
import org.libvirt.event.LifecycleListener;
import org.libvirt.event.RebootListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes libvirt's events on. What happened while no connection was open is told as lost. */
final class LibvirtEvents implements LifecycleListener, RebootListener {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtEvents.class);

  private final List<VmmListener> listeners = new CopyOnWriteArrayList<>();

  void add(VmmListener listener) {
    listeners.add(listener);
  }

  /**
   * Listens to a new connection. libvirt-java cannot take a reboot listener back, which matters
   * with the test driver alone: its domains outlive a connection within the process.
   */
  void register(Connect connect, boolean testDriver) throws LibvirtException {
    connect.addLifecycleListener(this);
    if (!testDriver) {
      connect.addRebootListener(this);
    }
    listeners.forEach(VmmListener::eventsLost);
  }

  void unregister(Connect connect) throws LibvirtException {
    connect.removeLifecycleListener(this);
  }

  void reset(VmId id) {
    listeners.forEach(listener -> listener.guestReset(id));
  }

  @Override
  public int onLifecycleChange(Domain domain, DomainEvent event) {
    LOG.debug("libvirt event {}", event);
    tell(domain, id -> listeners.forEach(listener -> listener.domainChanged(id)));
    return 0;
  }

  @Override
  public void onReboot(Domain domain) {
    tell(domain, this::reset);
  }

  private static void tell(Domain domain, Consumer<VmId> event) {
    try {
      event.accept(new VmId(UUID.fromString(domain.getUUIDString())));
    } catch (LibvirtException e) {
      LOG.warn("An event of libvirt's names no domain", e);
    }
  }
}
