package org.icecoat.imagestore.inspection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Bytes at a fixed place by which a format is known. */
record Magic(String format, int offset, ByteBuffer bytes) {
  /** Disk formats that QEMU would recognize by their first bytes. */
  static final List<Magic> DISKS =
      List.of(
          hex("qcow2", 0, "514649fb"),
          text("qed", 0, "QED\0"),
          text("vmdk", 0, "KDMV"),
          text("vmdk", 0, "COWD"),
          text("vmdk", 0, "# Disk DescriptorFile"),
          text("vhdx", 0, "vhdxfile"),
          text("vhd", 0, "conectix"),
          hex("vdi", 0x40, "7f10dabe"),
          text("parallels", 0, "WithoutFreeSpace"),
          text("parallels", 0, "WithouFreSpacExt"),
          hex("luks", 0, "4c554b53babe"),
          text("bochs", 0, "Bochs Virtual HD Image"),
          text("cloop", 0, "#!/bin/sh\n#V2.0 Format"));

  /** Disk formats that are recognized by the last 512 bytes. */
  static final List<Magic> DISK_TRAILERS =
      List.of(text("vhd", 0, "conectix"), text("dmg", 0, "koly"));

  /** Archives that Linux unpacks as an initial ramdisk: cpio, maybe compressed. */
  static final List<Magic> RAMDISKS =
      List.of(
          text("cpio", 0, "070701"),
          text("cpio", 0, "070702"),
          hex("gzip", 0, "1f8b"),
          hex("xz", 0, "fd377a585a00"),
          hex("zstd", 0, "28b52ffd"),
          hex("lz4", 0, "02214c18"),
          hex("lzma", 0, "5d0000"),
          text("bzip2", 0, "BZh"),
          hex("lzo", 0, "894c5a4f000d0a1a0a"));

  /** The two marks of the Linux boot protocol on x86. */
  static final List<Magic> BZ_IMAGE =
      List.of(hex("boot sector", 0x1fe, "55aa"), text("bzImage", 0x202, "HdrS"));

  /** Linux for 64-bit ARM. */
  static final Magic ARM64_IMAGE = hex("arm64 Image", 0x38, "41524d64");

  /** Programs for EFI, among them kernels with an EFI stub. */
  static final Magic EFI = text("EFI", 0, "MZ");

  private static Magic text(String format, int offset, String text) {
    return new Magic(format, offset, ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Magic hex(String format, int offset, String digits) {
    return new Magic(format, offset, ByteBuffer.wrap(HexFormat.of().parseHex(digits)));
  }

  boolean isIn(ByteBuffer start) {
    return start.limit() >= offset + bytes.remaining()
        && start.slice(offset, bytes.remaining()).equals(bytes);
  }
}
