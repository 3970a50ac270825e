package org.icecoat.plugin.libvirt;

import java.util.List;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.plugin.spec.NetworkCard;
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
  static List<HealthFinding> differences(Connect connect, SiteNetwork site)
      throws LibvirtException {
    Network network = connect.networkLookupByName(site.name());
    try {
      String xml = network.getXMLDesc(0);
      boolean complete =
          site.pool().stream().map(NetworkCard::new).allMatch(card -> xml.contains(card.mac()));
      return complete
          ? List.of()
          : List.of(
              new HealthFinding(
                  "NETWORK_DIFFERS",
                  "libvirt's network '"
                      + site.name()
                      + "' does not reserve the configured addresses, so VMs may get none: remove"
                      + " it (virsh net-destroy, net-undefine) and the plug-in makes it anew"));
    } finally {
      network.free();
    }
  }
}
