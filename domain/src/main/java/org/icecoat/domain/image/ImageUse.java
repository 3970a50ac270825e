package org.icecoat.domain.image;

import java.util.Optional;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.resources.MemoryMiB;

/** What an image is used as, with what only that use knows. */
public sealed interface ImageUse {
  ImageKind kind();

  ImageFormat format();

  /** A disk to boot from; {@code leastMemory} is what a VM needs to run it at all. */
  record Disk(
      ImageFormat format,
      Optional<Component> operatingSystem,
      Boot boot,
      Optional<MemoryMiB> leastMemory)
      implements ImageUse {
    @Override
    public ImageKind kind() {
      return ImageKind.DISK;
    }
  }

  /** A kernel that a disk's direct boot names. */
  record Kernel() implements ImageUse {
    @Override
    public ImageKind kind() {
      return ImageKind.KERNEL;
    }

    @Override
    public ImageFormat format() {
      return ImageFormat.RAW;
    }
  }

  /** An initial ramdisk that a disk's direct boot names. */
  record InitialRamdisk() implements ImageUse {
    @Override
    public ImageKind kind() {
      return ImageKind.INITIAL_RAMDISK;
    }

    @Override
    public ImageFormat format() {
      return ImageFormat.RAW;
    }
  }
}
