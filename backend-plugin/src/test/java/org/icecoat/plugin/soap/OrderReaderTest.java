package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
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
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.service.soap.ManifestWriter;
import org.icecoat.wire.plugin.Expect;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wire.types.ManifestType;
import org.junit.jupiter.api.Test;

/** What boots a disk is what its own manifest names, whatever else a factory hands over. */
class OrderReaderTest {
  private static final Manifest KERNEL = part("linux", new ImageUse.Kernel());
  private static final Manifest RAMDISK = part("initrd", new ImageUse.InitialRamdisk());
  private static final Manifest OTHER = part("rescue", new ImageUse.Kernel());

  @Test
  void kernel_ramdisk_and_command_line_are_those_of_the_disk_s_manifest() {
    Manifest disk = disk(directBy(KERNEL, RAMDISK));
    OrderedImage ordered = read(disk, RAMDISK, OTHER, KERNEL);
    assertThat(ordered.disk()).isEqualTo(ImageContent.of(disk));
    assertThat(ordered.kernel())
        .contains(
            new OrderedImage.Kernel(
                ImageContent.of(KERNEL), ImageContent.of(RAMDISK), "root=/dev/vda ro"));
    Prepare prepare = TestingOrders.prepare();
    prepare.setImage(ManifestWriter.manifest(disk));
    prepare.getBootImage().addAll(wire(OTHER, KERNEL, RAMDISK));
    assertThat(OrderReader.prepare(prepare).image()).isEqualTo(ordered);
  }

  @Test
  void a_disk_with_firmware_boots_by_no_kernel_that_comes_with_the_order() {
    assertThat(read(disk(new Boot.Uefi()), KERNEL, RAMDISK).kernel()).isEmpty();
  }

  @Test
  void an_order_without_what_boots_the_disk_is_refused() {
    Manifest disk = disk(directBy(KERNEL, RAMDISK));
    assertRefused("the manifest of " + KERNEL.id() + " is missing", disk);
    assertRefused("the manifest of " + KERNEL.id() + " is missing", disk, RAMDISK);
    assertRefused("the manifest of " + KERNEL.id() + " is missing", disk, OTHER, RAMDISK);
    assertRefused("the manifest of " + RAMDISK.id() + " is missing", disk, KERNEL);
  }

  @Test
  void what_is_named_as_a_kernel_or_a_ramdisk_has_to_be_one() {
    assertRefused(
        RAMDISK.id() + " is missing, or not a KERNEL", disk(directBy(RAMDISK, RAMDISK)), RAMDISK);
    assertRefused(
        KERNEL.id() + " is missing, or not a INITIAL_RAMDISK",
        disk(directBy(KERNEL, KERNEL)),
        KERNEL);
    Manifest data = disk(new Boot.Uefi());
    assertRefused(data.id() + " is missing, or not a KERNEL", disk(directBy(data, RAMDISK)), data);
    assertRefused("a disk is expected", KERNEL);
  }

  @Test
  void another_manifest_under_the_id_of_the_right_one_is_refused() {
    Expect order = order(disk(directBy(KERNEL, RAMDISK)), RAMDISK);
    ManifestType forged = ManifestWriter.manifest(OTHER);
    forged.setId(KERNEL.id().toString());
    order.getBootImage().add(forged);
    assertRefused("another digest", order);
  }

  private static OrderedImage read(Manifest disk, Manifest... others) {
    return OrderReader.image(order(disk, others));
  }

  private static Expect order(Manifest disk, Manifest... others) {
    Expect order = new Expect();
    order.setImage(ManifestWriter.manifest(disk));
    order.getBootImage().addAll(wire(others));
    return order;
  }

  private static List<ManifestType> wire(Manifest... manifests) {
    return List.of(manifests).stream().map(ManifestWriter::manifest).toList();
  }

  private static void assertRefused(String why, Manifest disk, Manifest... others) {
    assertRefused(why, order(disk, others));
  }

  private static void assertRefused(String why, Expect order) {
    assertThatThrownBy(() -> OrderReader.image(order))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.fault()).isEqualTo(PluginFault.INVALID_REQUEST))
        .hasMessageContaining(why);
  }

  private static Boot directBy(Manifest kernel, Manifest ramdisk) {
    return new Boot.DirectKernel(kernel.id(), ramdisk.id(), new Line("root=/dev/vda ro"));
  }

  private static Manifest disk(Boot boot) {
    ImageUse disk = new ImageUse.Disk(ImageFormat.RAW, Optional.empty(), boot, Optional.empty());
    return manifest("small", disk, Optional.of(new DiskMiB(1)));
  }

  private static Manifest part(String name, ImageUse use) {
    return manifest(name, use, Optional.empty());
  }

  private static Manifest manifest(String name, ImageUse use, Optional<DiskMiB> size) {
    ImageTitle title = new ImageTitle(new ImageName(name), new Version("1"), Line.EMPTY);
    return new Manifest(
        new ImageDescription(title, new Architecture("x86_64"), List.of(), use),
        new Content(Sha256.parse("ab".repeat(32)), 4096),
        size);
  }
}
