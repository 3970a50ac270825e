package org.icecoat.plugin.libvirt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.trust.secret.DiskKey;
import org.libvirt.Connect;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;
import org.libvirt.Secret;

/**
 * The keys of encrypted disks as libvirt's secrets (https://libvirt.org/formatsecret.html):
 * ephemeral, so on no disk, and private, so that libvirt tells them nobody. They are there while
 * QEMU starts, which keeps them in its memory then.
 */
final class DiskSecrets {
  /** The layers of a system disk. */
  enum Layer {
    BASE,
    OVERLAY
  }

  private DiskSecrets() {}

  /** Which secret opens that layer. */
  static UUID id(VmId vm, Layer layer) {
    return UUID.nameUUIDFromBytes(
        ("icecoat-disk-" + layer + "-" + vm).getBytes(StandardCharsets.UTF_8));
  }

  static void set(Connect connect, VmId vm, DiskKeys keys) throws LibvirtException {
    set(connect, id(vm, Layer.BASE), keys.base());
    set(connect, id(vm, Layer.OVERLAY), keys.overlay());
  }

  private static void set(Connect connect, UUID id, DiskKey key) throws LibvirtException {
    Secret secret = connect.secretDefineXML(xml(id));
    byte[] passphrase = key.passphrase();
    try {
      secret.setValue(passphrase);
    } finally {
      Arrays.fill(passphrase, (byte) 0);
      secret.free();
    }
  }

  private static String xml(UUID id) {
    XmlText xml = XmlText.document();
    xml.element(
        "secret",
        Map.of("ephemeral", "yes", "private", "yes"),
        () -> xml.text("uuid", id).text("description", "The key of a disk of an Icecoat VM"));
    return xml.toString();
  }

  /** Removes those that are there. */
  static void remove(Connect connect, VmId vm) throws LibvirtException {
    for (Layer layer : Layer.values()) {
      try {
        Secret secret = connect.secretLookupByUUIDString(id(vm, layer).toString());
        try {
          secret.undefine();
        } finally {
          secret.free();
        }
      } catch (LibvirtException e) {
        Domains.ignore(e, ErrorNumber.VIR_ERR_NO_SECRET);
      }
    }
  }
}
