package org.icecoat.plugin.libvirt;

import java.util.Optional;
import org.icecoat.domain.node.HealthFinding;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.Network;

/** The site's network in libvirt. */
final class LibvirtNetworks {
  private LibvirtNetworks() {}

  /** Makes and starts it if need be; one that is there stays as it is. */
  static synchronized Void ensure(Connect connect, SiteNetwork site) throws LibvirtException {
    Network network = lookUp(connect, site);
    try {
      if (network.isActive() == 0) {
        network.create();
      }
    } catch (LibvirtException e) {
      Domains.ignore(e, ErrorNumber.VIR_ERR_OPERATION_INVALID); // somebody was faster
    } finally {
      network.free();
    }
    return null;
  }

  private static Network lookUp(Connect connect, SiteNetwork site) throws LibvirtException {
    try {
      return connect.networkLookupByName(site.name());
    } catch (LibvirtException e) {
      Domains.ignore(e, ErrorNumber.VIR_ERR_NO_NETWORK);
      Network made = connect.networkDefineXML(NetworkXml.write(site));
      made.setAutostart(true);
      return made;
    }
  }

  /** What of the configured network libvirt's own does not have. */
  static Optional<HealthFinding> difference(Connect connect, SiteNetwork site)
      throws LibvirtException {
    Network network = connect.networkLookupByName(site.name());
    try {
      return FoundNetwork.read(network.getXMLDesc(0)).difference(site);
    } finally {
      network.free();
    }
  }
}
