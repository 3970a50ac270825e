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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes libvirt's events on. What happened while no connection was open is told as lost.
 *
 * <p>A guest's own reboot is not told: libvirt-java cannot take a reboot listener back, and one
 * that stays keeps its connection open for ever. The guest runner's link notices by itself.
 */
final class LibvirtEvents implements LifecycleListener {
  private static final Logger LOG = LoggerFactory.getLogger(LibvirtEvents.class);

  private final List<VmmListener> listeners = new CopyOnWriteArrayList<>();

  void add(VmmListener listener) {
    listeners.add(listener);
  }

  void register(Connect connect) throws LibvirtException {
    connect.addLifecycleListener(this);
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

  private static void tell(Domain domain, Consumer<VmId> event) {
    try {
      event.accept(new VmId(UUID.fromString(domain.getUUIDString())));
    } catch (LibvirtException e) {
      LOG.warn("An event of libvirt's names no domain", e);
    }
  }
}
