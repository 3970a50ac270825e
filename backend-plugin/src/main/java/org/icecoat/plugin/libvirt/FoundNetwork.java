package org.icecoat.plugin.libvirt;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.plugin.spec.NetworkCard;

/**
 * The network that libvirt has, whoever made it (https://libvirt.org/formatnetwork.html).
 *
 * @param forward how traffic leaves it, such as {@code nat} or {@code route}; empty if it does not
 * @param cards the MAC addresses for which it keeps an address
 */
record FoundNetwork(Optional<String> forward, Set<String> cards) {
  private static final String NAT = "nat";

  FoundNetwork {
    cards = Set.copyOf(cards);
  }

  static FoundNetwork read(String xml) {
    Optional<String> forward = Optional.empty();
    Set<String> cards = new HashSet<>();
    try {
      XMLStreamReader reader = LibvirtXml.open(xml);
      while (reader.hasNext()) {
        String element =
            reader.next() == XMLStreamReader.START_ELEMENT ? reader.getLocalName() : "";
        if (element.equals("forward")) {
          forward = attribute(reader, "mode").or(() -> Optional.of(NAT));
        } else if (element.equals("host")) {
          attribute(reader, "mac").ifPresent(cards::add);
        }
      }
    } catch (XMLStreamException e) {
      throw new IllegalStateException("libvirt's description of a network cannot be read", e);
    }
    return new FoundNetwork(forward, cards);
  }

  private static Optional<String> attribute(XMLStreamReader reader, String name) {
    return Optional.ofNullable(reader.getAttributeValue(null, name));
  }

  /** What of the configured network it does not have, in one finding. */
  Optional<HealthFinding> difference(SiteNetwork site) {
    List<String> all =
        Stream.of(missingCards(site), otherWayOut(site)).flatMap(Optional::stream).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new HealthFinding(
            "NETWORK_DIFFERS",
            "libvirt's network '%s' %s: remove it (virsh net-destroy, net-undefine) and the plug-in makes it anew"
                .formatted(site.name(), String.join(", and ", all))));
  }

  private Optional<String> missingCards(SiteNetwork site) {
    boolean complete =
        site.pool().stream().map(NetworkCard::new).map(NetworkCard::mac).allMatch(cards::contains);
    return complete
        ? Optional.empty()
        : Optional.of("does not reserve the configured addresses, so VMs may get none");
  }

  private Optional<String> otherWayOut(SiteNetwork site) {
    Optional<String> wanted = site.isolated() ? Optional.empty() : Optional.of(NAT);
    if (forward.equals(wanted)) {
      return Optional.empty();
    }
    String is = forward.map(mode -> "lets traffic out (" + mode + ")").orElse("is isolated");
    String configured = site.isolated() ? "isolated" : "NAT";
    return Optional.of(is + " where " + configured + " is configured");
  }
}
