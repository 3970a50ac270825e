package org.icecoat.console.image;

import org.icecoat.wire.types.ImageKindType;

/** What an image is for, as it is written on the command line. */
enum ImageKind {
  disk(ImageKindType.DISK),
  kernel(ImageKindType.KERNEL),
  initrd(ImageKindType.INITIAL_RAMDISK);

  private final ImageKindType wire;

  ImageKind(ImageKindType wire) {
    this.wire = wire;
  }

  ImageKindType wire() {
    return wire;
  }
}
