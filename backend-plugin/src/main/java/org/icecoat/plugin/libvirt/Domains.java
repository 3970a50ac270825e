package org.icecoat.plugin.libvirt;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.DomainState;
import org.libvirt.Domain;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Finds domains, hands them out and frees them. */
final class Domains {
  private final LibvirtConnection connection;

  /** Something that is done with a domain. */
  @FunctionalInterface
  interface Act {
    void on(Domain domain) throws LibvirtException;
  }

  /** Something that is done with a domain whose state is known. */
  @FunctionalInterface
  interface StateAct {
    void on(Domain domain, DomainState state) throws LibvirtException;
  }

  Domains(LibvirtConnection connection) {
    this.connection = connection;
  }

  /**
   * Does it.
   *
   * @throws org.icecoat.plugin.PluginException VM_NOT_FOUND, if there is no such domain
   */
  void with(VmId id, String doing, StateAct act) {
    connection.call(
        doing,
        connect -> {
          Domain domain = connect.domainLookupByUUID(id.value());
          try {
            act.on(domain, DomainReader.state(domain));
          } finally {
            domain.free();
          }
          return null;
        });
  }

  /** Does it if there is such a domain. */
  void ifPresent(VmId id, String doing, StateAct act) {
    connection.call(
        doing,
        connect -> {
          try {
            Domain domain = connect.domainLookupByUUID(id.value());
            try {
              act.on(domain, DomainReader.state(domain));
            } finally {
              domain.free();
            }
          } catch (LibvirtException e) {
            ignore(e, ErrorNumber.VIR_ERR_NO_DOMAIN);
          }
          return null;
        });
  }

  List<DomainObservation> all() {
    return connection.call(
        "list its domains",
        connect -> {
          List<DomainObservation> all = new ArrayList<>();
          for (Domain domain : connect.listAllDomains(0)) {
            try {
              all.add(DomainReader.observe(domain));
            } catch (LibvirtException e) {
              ignore(e, ErrorNumber.VIR_ERR_NO_DOMAIN); // it went meanwhile
            } finally {
              domain.free();
            }
          }
          return all;
        });
  }

  static void ignore(LibvirtException e, ErrorNumber number) throws LibvirtException {
    if (!LibvirtErrors.is(e, number)) {
      throw e;
    }
  }
}
