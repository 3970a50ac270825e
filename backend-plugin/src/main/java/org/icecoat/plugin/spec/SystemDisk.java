package org.icecoat.plugin.spec;

import java.nio.file.Path;

/**
 * The disk that a VM runs from: its own writable layer over a base that it shares read-only.
 *
 * @param overlay the VM's own file (qcow2), which the monitor makes
 * @param base the verified file of the image cache
 */
public record SystemDisk(Path overlay, Path base, DiskFormat baseFormat) {
  /** The format of a disk image. */
  public enum DiskFormat {
    QCOW2,
    /** Encrypted by LUKS; then the overlay is, too, under a key of its own. */
    QCOW2_LUKS,
    RAW
  }

  public boolean encrypted() {
    return baseFormat == DiskFormat.QCOW2_LUKS;
  }
}
