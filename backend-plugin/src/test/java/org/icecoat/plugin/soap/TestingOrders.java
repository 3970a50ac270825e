package org.icecoat.plugin.soap;

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
import org.icecoat.wire.plugin.OwnerType;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wire.plugin.VmOrderType;
import org.icecoat.wire.types.ResourcesType;

/** What a factory orders of a node. */
final class TestingOrders {
  private TestingOrders() {}

  /** A VM of Zoe's, from an image that no store has. */
  static Prepare prepare() {
    Prepare order = new Prepare();
    order.setVm(new VmOrderType());
    order.getVm().setId(UUID.randomUUID().toString());
    order.getVm().setEpoch(1);
    order.setName("search");
    order.setOwner(new OwnerType());
    order.getOwner().setDn("CN=Zoe,O=Testing Grid,C=XX");
    order.setStore("https://localhost:1/store");
    order.setImage(ManifestWriter.manifest(image()));
    order.setResources(new ResourcesType());
    order.getResources().setCpus(1);
    order.getResources().setMemoryMiB(128);
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
