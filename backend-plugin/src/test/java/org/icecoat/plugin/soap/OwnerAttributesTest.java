package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.ImageTitle;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.service.soap.ManifestWriter;
import org.icecoat.wire.faults.SiteRefusedFault;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wire.plugin.OwnerType;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wire.plugin.VmOrderType;
import org.icecoat.wire.types.ResourcesType;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site opens a dataset to a VO; the owner's attributes come with the factory's order. */
class OwnerAttributesTest {
  @TempDir Path folder;
  private TestingServedNode node;
  private Ports ports;
  private BackendPlugin plugin;

  @BeforeEach
  void start() throws IOException {
    node = new TestingServedNode(folder);
    ports = new Ports(ClientSettings.of(node.tls(node.grid().host("factory", "localhost"))));
    plugin = ports.port(PluginEndpoint.CONTRACT, node.address());
  }

  @AfterEach
  void stop() {
    ports.close();
    node.close();
  }

  @Test
  void a_member_of_the_vo_gets_its_dataset_and_nobody_else() throws Exception {
    assertRefused(prepare());
    assertRefused(prepare("/biomed"));
    assertRefused(prepare("/biomed/analysis/deep", "/other"));
    assertThat(plugin.list(new org.icecoat.wire.plugin.List()).getReport()).isEmpty();
    Prepare members = prepare("/other", "/biomed/analysis");
    assertThat(plugin.prepare(members).getReport().getId()).isEqualTo(members.getVm().getId());
  }

  private void assertRefused(Prepare order) {
    assertThatThrownBy(() -> plugin.prepare(order))
        .isInstanceOf(SiteRefusedFault.class)
        .hasMessageContaining("another owner or VO attribute");
  }

  private static Prepare prepare(String... attributes) {
    Prepare order = new Prepare();
    order.setVm(new VmOrderType());
    order.getVm().setId(UUID.randomUUID().toString());
    order.getVm().setEpoch(1);
    order.setName("search");
    order.setOwner(new OwnerType());
    order.getOwner().setDn("CN=Zoe,O=Testing Grid,C=XX");
    order.getOwner().getVoAttribute().addAll(List.of(attributes));
    order.setStore("https://localhost:1/store");
    order.setImage(ManifestWriter.manifest(image()));
    order.setResources(new ResourcesType());
    order.getResources().setCpus(1);
    order.getResources().setMemoryMiB(128);
    order.getDataset().add("globins");
    return order;
  }

  private static Manifest image() {
    ImageUse.Disk disk =
        new ImageUse.Disk(ImageFormat.RAW, Optional.empty(), new Boot.Uefi(), Optional.empty());
    ImageTitle title = new ImageTitle(new ImageName("small"), new Version("1"), Line.EMPTY);
    return new Manifest(
        new ImageDescription(title, new Architecture("x86_64"), List.of(), disk),
        new Content(Sha256.parse("ab".repeat(32)), 1 << 20),
        Optional.of(new DiskMiB(1)));
  }
}
