package org.icecoat.plugin.libvirt;

import java.net.Inet4Address;
import java.util.List;
import org.icecoat.plugin.spec.AddressRange;

/**
 * The libvirt network of the node's VMs. The plug-in makes it if libvirt has none of this name.
 *
 * @param name {@code icecoat} if left out
 * @param bridge of at most 15 characters; {@code icecoat0} if left out
 * @param addresses the node's own address and the size of the network, such as 10.87.1.1/24; each
 *     VM gets one of the others
 * @param isolated VMs reach only the node and one another; else their traffic leaves through the
 *     node's address
 */
public record SiteNetwork(String name, String bridge, AddressRange addresses, Boolean isolated) {
  private static final int LONGEST_BRIDGE = 15;

  public SiteNetwork {
    name = name == null ? "icecoat" : name;
    isolated = isolated != null && isolated;
    bridge = bridge == null ? "icecoat0" : bridge;
    if (bridge.length() > LONGEST_BRIDGE || !bridge.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "bridge: a name of 1 to 15 letters, digits, dots, hyphens and underscores is needed");
    }
    if (addresses == null) {
      throw new IllegalArgumentException("addresses is missing; write it like 10.87.1.1/24");
    }
  }

  /** The addresses that VMs get. */
  public List<Inet4Address> pool() {
    return addresses.hosts();
  }
}
