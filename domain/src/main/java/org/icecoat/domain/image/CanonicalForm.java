package org.icecoat.domain.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.digest.Sha256;

/**
 * The canonical form of a manifest, version 1: a heading, then fields in the order of their tags,
 * each as tag (one byte), length (four bytes, big-endian) and value. docs/images.md has the table;
 * a change of anything here is a new version and a new heading.
 */
final class CanonicalForm {
  private static final byte[] HEADING = "icecoat-manifest-1\n".getBytes(StandardCharsets.US_ASCII);

  private CanonicalForm() {}

  static Sha256 digest(Manifest manifest) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(of(manifest)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static byte[] of(Manifest manifest) {
    FieldWriter fields = new FieldWriter(HEADING);
    ImageDescription description = manifest.description();
    fields.text(0x01, description.kind().name());
    fields.text(0x02, description.title().name().value());
    fields.text(0x03, description.title().version().value());
    fields.text(0x04, description.title().summary().value());
    fields.text(0x05, description.architecture().value());
    fields.text(0x06, description.format().name());
    description
        .disk()
        .flatMap(ImageUse.Disk::operatingSystem)
        .ifPresent(os -> named(0x07, os, fields));
    description.disk().ifPresent(disk -> boot(disk.boot(), fields));
    description.components().forEach(component -> named(0x0b, component, fields));
    description
        .disk()
        .flatMap(ImageUse.Disk::leastMemory)
        .ifPresent(memory -> fields.number(0x0c, memory.value()));
    content(manifest, fields);
    return fields.bytes();
  }

  private static void content(Manifest manifest, FieldWriter fields) {
    fields.bytes(0x0d, manifest.content().root().bytes());
    fields.number(0x0e, manifest.content().bytes());
    manifest.virtualSize().ifPresent(size -> fields.number(0x0f, size.value()));
  }

  private static void boot(Boot boot, FieldWriter fields) {
    Optional<Boot.DirectKernel> direct =
        boot instanceof Boot.DirectKernel kernel ? Optional.of(kernel) : Optional.empty();
    fields.text(0x08, direct.isPresent() ? "DIRECT_KERNEL" : "UEFI");
    direct.ifPresent(
        kernel -> {
          fields.bytes(0x09, kernel.kernel().digest().bytes());
          fields.bytes(0x09, kernel.initialRamdisk().digest().bytes());
          fields.text(0x0a, kernel.commandLine().value());
        });
  }

  private static void named(int tag, Component component, FieldWriter fields) {
    FieldWriter inner = new FieldWriter(new byte[0]);
    inner.text(0x01, component.name().value());
    inner.text(0x02, component.version().value());
    fields.bytes(tag, inner.bytes());
  }
}
