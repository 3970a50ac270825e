package org.icecoat.domain.image;

/** What an image is used as. */
public enum ImageKind {
  /** A disk that a VM boots from. */
  DISK,
  /** A Linux kernel for direct kernel boot. */
  KERNEL,
  /** An initial ramdisk for direct kernel boot. */
  INITIAL_RAMDISK
}
