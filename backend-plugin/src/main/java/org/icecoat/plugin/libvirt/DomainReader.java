package org.icecoat.plugin.libvirt;

import java.util.Optional;
import java.util.UUID;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.spec.LiveResources;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.DomainState;
import org.libvirt.Domain;
import org.libvirt.DomainInfo;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Reads what libvirt says of a domain. */
final class DomainReader {
  /** VIR_DOMAIN_METADATA_ELEMENT. */
  private static final int METADATA_ELEMENT = 2;

  private static final int KIB_PER_MIB = 1024;

  private DomainReader() {}

  static VmId id(Domain domain) throws LibvirtException {
    return new VmId(UUID.fromString(domain.getUUIDString()));
  }

  static DomainState state(Domain domain) throws LibvirtException {
    return state(domain, domain.getInfo());
  }

  static DomainObservation observe(Domain domain) throws LibvirtException {
    DomainInfo info = domain.getInfo();
    Optional<Epoch> epoch = epoch(domain);
    return new DomainObservation(
        id(domain),
        domain.getName(),
        state(domain, info),
        epoch,
        epoch.map(own -> resources(info)));
  }

  private static LiveResources resources(DomainInfo info) {
    return new LiveResources(
        new CpuCount(info.nrVirtCpu), new MemoryMiB((int) (info.memory / KIB_PER_MIB)));
  }

  private static Optional<Epoch> epoch(Domain domain) throws LibvirtException {
    try {
      return DomainTagsXml.epoch(domain.getMetadata(METADATA_ELEMENT, DomainTagsXml.NAMESPACE, 0));
    } catch (LibvirtException e) {
      if (LibvirtErrors.is(e, ErrorNumber.VIR_ERR_NO_DOMAIN_METADATA)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static DomainState state(Domain domain, DomainInfo info) throws LibvirtException {
    StatedConnect.Stated stated = ((StatedConnect) domain.getConnect()).stated(domain, info);
    return stated.startingUp() ? DomainState.COMING_UP : state(stated.state());
  }

  /** A domain that is shutting down still holds its disk and address. */
  private static DomainState state(DomainInfo.DomainState state) {
    return switch (state) {
      case VIR_DOMAIN_NOSTATE, VIR_DOMAIN_RUNNING, VIR_DOMAIN_BLOCKED, VIR_DOMAIN_SHUTDOWN ->
          DomainState.RUNNING;
      case VIR_DOMAIN_PAUSED, VIR_DOMAIN_PMSUSPENDED -> DomainState.PAUSED;
      case VIR_DOMAIN_SHUTOFF -> DomainState.OFF;
      case VIR_DOMAIN_CRASHED -> DomainState.CRASHED;
    };
  }
}
