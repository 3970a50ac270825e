package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.DomainTags;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a domain says of its VM, whoever reads it. */
class DomainTagsXmlTest {
  private static final Sha256 IMAGE = Sha256.parse("ab".repeat(32));
  private static final Instant END = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void a_domain_carries_its_vms_id_owner_image_epoch_and_lease() {
    VmSpec spec = spec(Optional.of(END));
    assertThat(tags(spec))
        .isEqualTo(
            Map.of(
                "id", spec.id().toString(),
                "epoch", "3",
                "owner", TestingSpecs.OWNER.toString(),
                "image", IMAGE.toString(),
                "leaseEnd", END.toString()));
  }

  @Test
  void a_vm_without_an_end_has_none_there() {
    assertThat(tags(spec(Optional.empty()))).containsOnlyKeys("id", "epoch", "owner", "image");
  }

  private static VmSpec spec(Optional<Instant> leaseEnd) {
    Path base = Path.of("/images/base.qcow2");
    VmSpec plain =
        TestingSpecs.directKernel(Path.of("/vms/one"), new Boot.DirectKernel(base, base, ""), base);
    return new VmSpec(
        plain.id(),
        plain.name(),
        new DomainTags(new Epoch(3), TestingSpecs.OWNER, IMAGE, leaseEnd),
        plain.size(),
        plain.boot(),
        plain.disk(),
        plain.datasets(),
        plain.network());
  }

  private static Map<String, String> tags(VmSpec spec) {
    XmlText xml = XmlText.document();
    DomainTagsXml.write(xml, spec);
    Element vm = TestingXml.read(xml.toString());
    assertThat(vm.getLocalName()).isEqualTo("vm");
    NodeList children = vm.getElementsByTagNameNS(DomainTagsXml.NAMESPACE, "*");
    Map<String, String> tags = new TreeMap<>();
    for (int i = 0; i < children.getLength(); i++) {
      tags.put(children.item(i).getLocalName(), children.item(i).getTextContent());
    }
    return tags;
  }
}
