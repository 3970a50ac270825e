package org.icecoat.imagestore.catalogue;

/** What the column boot holds. */
enum BootColumn {
  UEFI,
  DIRECT_KERNEL
}
