package org.icecoat.plugin.libvirt;

import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.plugin.spec.VmSpec;

/** Icecoat's own element in a domain's metadata: what {@code DomainTags} holds, and the VM's id. */
final class DomainTagsXml {
  static final String NAMESPACE = "http://icecoat.org/2026/11/domain";
  private static final String PREFIX = "icecoat";
  private static final String EPOCH = "epoch";

  private DomainTagsXml() {}

  static void write(XmlText xml, VmSpec spec) {
    xml.foreign(
        PREFIX,
        "vm",
        NAMESPACE,
        () -> {
          element(xml, "id", spec.id());
          element(xml, EPOCH, spec.tags().epoch());
          element(xml, "owner", spec.tags().owner());
          element(xml, "image", spec.tags().image());
          spec.tags().leaseEnd().ifPresent(end -> element(xml, "leaseEnd", end));
        });
  }

  private static void element(XmlText xml, String name, Object value) {
    xml.foreignText(PREFIX, name, NAMESPACE, value);
  }

  /** The epoch in the element; empty if it is none of ours. */
  static Optional<Epoch> epoch(String element) {
    try {
      XMLStreamReader reader = LibvirtXml.open(element);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT && reader.getLocalName().equals(EPOCH)) {
          return Optional.of(new Epoch(Long.parseLong(reader.getElementText())));
        }
      }
      return Optional.empty();
    } catch (XMLStreamException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
