package org.icecoat.imagestore.inspection;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The fixed header of a qcow2 file as QEMU's docs/interop/qcow2.txt lays it out, big-endian,
 * version 2 (72 bytes) or 3 (104 bytes or more). Offsets and sizes are in bytes.
 */
record Qcow2Header(Layout layout, Tables tables, Others others, Features features) {
  static final int MAGIC = 0x514649fb;
  static final int VERSION_2_BYTES = 72;
  static final int VERSION_3_BYTES = 104;

  /** Version, cluster size as a power of two, length of the header and size of the disk. */
  record Layout(int version, int clusterBits, long headerBytes, long virtualBytes) {}

  /** Where the L1 table and the refcount table lie; counts are unsigned 32-bit values. */
  record Tables(long l1Entries, long l1Offset, long refcountOffset, long refcountClusters) {}

  /** What makes a file depend on something else, or more than one disk. */
  record Others(long backingOffset, long backingBytes, long encryption, long snapshots) {}

  /** Feature bits of version 3 (none in version 2). */
  record Features(long incompatible, long refcountOrder) {}

  /** Reads the header at the start of a file, or says nothing if there is none. */
  static Optional<Qcow2Header> read(ByteBuffer start) {
    if (start.limit() < VERSION_2_BYTES || start.getInt(0) != MAGIC) {
      return Optional.empty();
    }
    int version = start.getInt(4);
    boolean extended = version >= 3;
    if (extended && start.limit() < VERSION_3_BYTES) {
      return Optional.empty();
    }
    return Optional.of(
        new Qcow2Header(
            new Layout(
                version,
                start.getInt(20),
                extended ? unsigned(start, 100) : VERSION_2_BYTES,
                start.getLong(24)),
            new Tables(
                unsigned(start, 36), start.getLong(40), start.getLong(48), unsigned(start, 56)),
            new Others(
                start.getLong(8), unsigned(start, 16), unsigned(start, 32), unsigned(start, 60)),
            extended ? new Features(start.getLong(72), unsigned(start, 96)) : new Features(0, 4)));
  }

  private static long unsigned(ByteBuffer bytes, int index) {
    return Integer.toUnsignedLong(bytes.getInt(index));
  }

  long clusterBytes() {
    return 1L << layout.clusterBits();
  }
}
