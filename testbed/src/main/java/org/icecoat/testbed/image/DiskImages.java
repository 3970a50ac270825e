package org.icecoat.testbed.image;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** File systems and disk images from trees, without mounting. */
final class DiskImages {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private DiskImages() {}

  /** A raw, sparse ext4 file system of that many MiB with the tree in it. */
  static Path ext4(Path tree, int mebibytes, Path disk) {
    List<String> words =
        List.of(
            "mke2fs",
            "-q",
            "-F",
            "-t",
            "ext4",
            "-m",
            "0",
            "-J",
            "size=4",
            "-E",
            "root_owner=0:0",
            "-d",
            tree.toString(),
            disk.toString(),
            mebibytes + "M");
    Tool.of(words).withLimit(LIMIT).run();
    return disk;
  }

  /** The same without a journal, for a disk that nobody ever writes. */
  static Path readOnlyExt4(Path tree, int mebibytes, Path disk) {
    List<String> words =
        List.of(
            "mke2fs",
            "-q",
            "-F",
            "-t",
            "ext4",
            "-m",
            "0",
            "-O",
            "^has_journal",
            "-E",
            "root_owner=0:0",
            "-d",
            tree.toString(),
            disk.toString(),
            mebibytes + "M");
    Tool.of(words).withLimit(LIMIT).run();
    return disk;
  }

  /** A FAT volume of that many MiB with one file at the place where UEFI looks on its own. */
  static Path bootVolume(Path program, int mebibytes, Path disk) {
    String kibibytes = String.valueOf(mebibytes * 1024);
    Tool.of("mkfs.vfat", "-C", "-n", "ICECOAT", disk.toString(), kibibytes).run();
    Tool.of("mmd", "-i", disk.toString(), "::/EFI", "::/EFI/BOOT").run();
    Tool.of("mcopy", "-i", disk.toString(), program.toString(), "::/EFI/BOOT/BOOTX64.EFI").run();
    return disk;
  }

  /** Compresses a raw disk. */
  static Path qcow2(Path raw, Path disk) {
    Tool.of(
            "qemu-img",
            "convert",
            "-c",
            "-m",
            "4",
            "-f",
            "raw",
            "-O",
            "qcow2",
            raw.toString(),
            disk.toString())
        .withLimit(LIMIT)
        .run();
    return disk;
  }
}
