package org.icecoat.plugin.libvirt;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.spec.DatasetDisk;
import org.icecoat.plugin.spec.NetworkCard;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.plugin.spec.VmSpec;

/**
 * Writes a VM's devices: virtio throughout, no graphics, no USB, and no file of the host but the
 * VM's own, its base and its datasets.
 */
final class DeviceXml {
  private static final String GUEST_PORT = "org.icecoat.guest.0";
  private static final String SOURCE = "source";
  private static final String TARGET = "target";
  private static final String TYPE = "type";

  private final XmlText xml;
  private final LibvirtConfiguration configuration;

  DeviceXml(XmlText xml, LibvirtConfiguration configuration) {
    this.xml = xml;
    this.configuration = configuration;
  }

  void write(VmSpec spec) {
    xml.text("emulator", configuration.programs().emulator());
    xml.element("controller", Map.of(TYPE, "usb", "model", "none"));
    systemDisk(spec.id(), spec.disk());
    char letter = 'b';
    for (DatasetDisk dataset : spec.datasets()) {
      datasetDisk(dataset, "vd" + letter++);
    }
    spec.network().ifPresent(this::networkCard);
    if (!configuration.testDriver()) {
      guestPort(GuestSocket.of(configuration.runFolder(), spec.id()));
    }
    console(ConsoleLog.of(spec));
    xml.element("memballoon", Map.of("model", "virtio"));
    xml.element(
        "rng",
        Map.of("model", "virtio"),
        () -> xml.text("backend", Map.of("model", "random"), "/dev/urandom"));
  }

  /** The chain of files is told in full, so that none named inside an image is opened. */
  private void systemDisk(VmId id, SystemDisk disk) {
    disk(
        () -> {
          xml.element("driver", Map.of("name", "qemu", TYPE, "qcow2", "discard", "unmap"));
          UUID key = DiskSecrets.id(id, DiskSecrets.Layer.OVERLAY);
          source(disk.overlay(), () -> encryption(disk, key));
          xml.element("backingStore", Map.of(TYPE, "file"), () -> base(id, disk));
          xml.element(TARGET, Map.of("dev", "vda", "bus", "virtio"));
          throttle();
        });
  }

  private void base(VmId id, SystemDisk disk) {
    String format = disk.baseFormat() == SystemDisk.DiskFormat.RAW ? "raw" : "qcow2";
    xml.element("format", Map.of(TYPE, format));
    UUID key = DiskSecrets.id(id, DiskSecrets.Layer.BASE);
    source(
        disk.base(),
        () -> {
          staysItsOwners();
          encryption(disk, key);
        });
    xml.element("backingStore", Map.of());
  }

  private void encryption(SystemDisk disk, UUID key) {
    if (disk.encrypted()) {
      Map<String, ?> secret = Map.of(TYPE, "passphrase", "uuid", key);
      xml.element("encryption", Map.of("format", "luks"), () -> xml.element("secret", secret));
    }
  }

  private void datasetDisk(DatasetDisk dataset, String device) {
    disk(
        () -> {
          xml.element("driver", Map.of("name", "qemu", TYPE, "raw"));
          source(dataset.file(), this::staysItsOwners);
          xml.element(TARGET, Map.of("dev", device, "bus", "virtio"));
          throttle();
          xml.element("readonly", Map.of()).element("shareable", Map.of());
          xml.text("serial", dataset.serial());
        });
  }

  private void disk(XmlText.Content content) {
    xml.element("disk", Map.of(TYPE, "file", "device", "disk"), content);
  }

  private void source(Path file, XmlText.Content content) {
    xml.element(SOURCE, Map.of("file", file), content);
  }

  /**
   * Of a file that is shared libvirt would make QEMU's user the owner, and leave it so: then a
   * guest that has broken out could write what others run from. QEMU reads it as one of its group.
   */
  private void staysItsOwners() {
    xml.element("seclabel", Map.of("model", "dac", "relabel", "no"));
  }

  private void throttle() {
    GuestLimits limits = configuration.limits();
    if (configuration.testDriver()
        || limits.diskBytesPerSecond() + limits.diskOperationsPerSecond() == 0) {
      return;
    }
    xml.element(
        "iotune",
        () -> {
          xml.text("total_bytes_sec", limits.diskBytesPerSecond());
          xml.text("total_iops_sec", limits.diskOperationsPerSecond());
        });
  }

  /** The filter lets only this card's addresses pass (https://libvirt.org/formatnwfilter.html). */
  private void networkCard(NetworkCard card) {
    SiteNetwork network =
        configuration
            .siteNetwork()
            .orElseThrow(() -> new IllegalStateException("A card needs a configured network"));
    xml.element(
        "interface",
        Map.of(TYPE, "network"),
        () -> {
          xml.element("mac", Map.of("address", card.mac()));
          xml.element(SOURCE, Map.of("network", network.name()));
          xml.element("model", Map.of(TYPE, "virtio"));
          xml.element("filterref", Map.of("filter", "clean-traffic"), () -> parameter(card));
        });
  }

  private void parameter(NetworkCard card) {
    xml.element("parameter", Map.of("name", "IP", "value", card.address().getHostAddress()));
  }

  private void guestPort(Path socket) {
    xml.element(
        "channel",
        Map.of(TYPE, "unix"),
        () -> {
          xml.element(SOURCE, Map.of("mode", "bind", "path", socket));
          xml.element(TARGET, Map.of(TYPE, "virtio", "name", GUEST_PORT));
        });
  }

  private void console(Path log) {
    xml.element(
        "serial",
        Map.of(TYPE, "file"),
        () -> {
          xml.element(SOURCE, Map.of("path", log, "append", "on"));
          xml.element(TARGET, Map.of("port", 0));
        });
  }
}
