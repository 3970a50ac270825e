package org.icecoat.factory.image;

import java.util.List;
import org.icecoat.domain.image.Manifest;

/** A disk's manifest and, for direct kernel boot, those of its kernel and initial ramdisk. */
public record BootableImage(Manifest disk, List<Manifest> boot) {
  public BootableImage {
    boot = List.copyOf(boot);
  }
}
