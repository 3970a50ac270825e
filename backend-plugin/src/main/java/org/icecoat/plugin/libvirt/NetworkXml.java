package org.icecoat.plugin.libvirt;

import java.net.Inet4Address;
import java.util.Map;
import org.icecoat.plugin.spec.NetworkCard;

/**
 * Writes the site's network as libvirt's network XML. Every address of the pool has its fixed card
 * from the start, so that the network never changes while VMs come and go, and DHCP answers no
 * other card.
 */
final class NetworkXml {
  private NetworkXml() {}

  static String write(SiteNetwork network) {
    XmlText xml = XmlText.document();
    xml.element(
        "network",
        () -> {
          xml.text("name", network.name());
          if (!network.isolated()) {
            xml.element("forward", Map.of("mode", "nat"));
          }
          xml.element("bridge", Map.of("name", network.bridge(), "stp", "off", "delay", "0"));
          xml.element("ip", gateway(network), () -> xml.element("dhcp", () -> hosts(xml, network)));
        });
    return xml.toString();
  }

  private static Map<String, ?> gateway(SiteNetwork network) {
    String address = network.addresses().gateway().getHostAddress();
    return Map.of("address", address, "prefix", network.addresses().prefix());
  }

  private static void hosts(XmlText xml, SiteNetwork network) {
    for (Inet4Address address : network.pool()) {
      NetworkCard card = new NetworkCard(address);
      xml.element("host", Map.of("mac", card.mac(), "ip", address.getHostAddress()));
    }
  }
}
