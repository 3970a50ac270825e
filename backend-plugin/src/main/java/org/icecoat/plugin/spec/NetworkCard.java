package org.icecoat.plugin.spec;

import java.net.Inet4Address;
import java.util.Locale;

/** A network card with its one address, which is reserved for the VM. */
public record NetworkCard(Inet4Address address) {
  /** The card's MAC address: locally administered, and as unique as the IP address. */
  public String mac() {
    byte[] ip = address.getAddress();
    return String.format(Locale.ROOT, "52:54:%02x:%02x:%02x:%02x", ip[0], ip[1], ip[2], ip[3]);
  }
}
