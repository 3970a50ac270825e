package org.icecoat.domain.image;

/** How a VM boots from a disk. */
public sealed interface Boot {
  /** By UEFI firmware, from the disk's own boot loader. */
  record Uefi() implements Boot {}

  /**
   * Without firmware: a kernel and an initial ramdisk, registered images themselves, with the
   * kernel's command line.
   */
  record DirectKernel(ImageId kernel, ImageId initialRamdisk, Line commandLine) implements Boot {}
}
