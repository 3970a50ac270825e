package org.icecoat.imagestore.inspection;

import java.nio.ByteBuffer;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/**
 * Refuses every qcow2 file that is not one plain disk: strict where QEMU is lenient. Reads the
 * first cluster at most; nothing that the file says makes it read more.
 */
final class Qcow2Check {
  /** Compression type (bit 3) and extended L2 entries (bit 4). */
  private static final long HARMLESS_FEATURES = 0b11000;

  private static final long DIRTY_OR_CORRUPT = 0b00011;
  private static final long EXTERNAL_DATA_FILE = 0b00100;
  private static final long CLEAR = 0;
  private static final long LUKS = 2;
  private static final long MAXIMAL_L1_BYTES = 32L << 20;
  private static final long MAXIMAL_REFCOUNT_TABLE_BYTES = 8L << 20;
  private static final long MAXIMAL_VIRTUAL_BYTES = 1L << 50;
  private static final int ENTRY_BYTES = 8;

  private final Qcow2Header header;
  private final ByteBuffer start;
  private final long fileBytes;
  private final boolean encrypted;

  private Qcow2Check(Qcow2Header header, ByteBuffer start, long fileBytes, boolean encrypted) {
    this.header = header;
    this.start = start;
    this.fileBytes = fileBytes;
    this.encrypted = encrypted;
  }

  /**
   * The virtual size in bytes of a file that may be stored.
   *
   * @param start the first bytes of the file, up to {@link FileStart#BYTES}
   * @throws StoreException with the reason, if it may not
   */
  static long virtualBytes(ByteBuffer start, long fileBytes) {
    return virtualBytes(start, fileBytes, false);
  }

  /** The same of a file whose content is encrypted by LUKS. */
  static long encryptedBytes(ByteBuffer start, long fileBytes) {
    return virtualBytes(start, fileBytes, true);
  }

  private static long virtualBytes(ByteBuffer start, long fileBytes, boolean encrypted) {
    Qcow2Header header =
        Qcow2Header.read(start)
            .orElseThrow(() -> no(StoreFault.WRONG_FORMAT, "The content is no qcow2 file"));
    Qcow2Check check = new Qcow2Check(header, start, fileBytes, encrypted);
    check.layout();
    check.dependsOnNothing();
    check.features();
    check.tables();
    check.extensions();
    return header.layout().virtualBytes();
  }

  private void layout() {
    Qcow2Header.Layout layout = header.layout();
    if (layout.version() != 2 && layout.version() != 3) {
      throw no(StoreFault.WRONG_FORMAT, "Only versions 2 and 3 of qcow2 are taken");
    }
    require(layout.clusterBits() >= 9 && layout.clusterBits() <= 21, "its cluster size");
    long least = layout.version() == 2 ? Qcow2Header.VERSION_2_BYTES : Qcow2Header.VERSION_3_BYTES;
    long header = layout.headerBytes();
    require(
        header >= least && header % ENTRY_BYTES == 0 && header <= this.header.clusterBytes(),
        "the length of its header");
    require(
        layout.virtualBytes() > 0 && layout.virtualBytes() <= MAXIMAL_VIRTUAL_BYTES,
        "its virtual size");
  }

  private void dependsOnNothing() {
    Qcow2Header.Others others = header.others();
    if (others.backingOffset() != 0 || others.backingBytes() != 0) {
      throw no(
          StoreFault.OTHER_FILE_NAMED,
          "The image names a backing file; flatten it with qemu-img convert -O qcow2");
    }
    if (encrypted && others.encryption() != LUKS) {
      throw no(StoreFault.WRONG_FORMAT, "The image is not encrypted by LUKS");
    }
    if (!encrypted && others.encryption() != CLEAR) {
      throw no(
          StoreFault.FEATURE_REFUSED,
          "The image is encrypted; register it in the clear, as confidential if it is to be so");
    }
    if (others.snapshots() != 0) {
      throw no(
          StoreFault.FEATURE_REFUSED,
          "The image has internal snapshots; leave them out with qemu-img convert -O qcow2");
    }
  }

  private void features() {
    long incompatible = header.features().incompatible();
    if ((incompatible & EXTERNAL_DATA_FILE) != 0) {
      throw no(
          StoreFault.OTHER_FILE_NAMED,
          "The image keeps its data in an external file; copy it with qemu-img convert -O qcow2");
    }
    if ((incompatible & DIRTY_OR_CORRUPT) != 0) {
      throw no(
          StoreFault.CONTENT_DAMAGED,
          "The image was not closed cleanly; repair it with qemu-img check -r all");
    }
    if ((incompatible & ~HARMLESS_FEATURES) != 0) {
      throw no(
          StoreFault.FEATURE_REFUSED,
          "The image has features that are not known here; copy it with qemu-img convert -O qcow2");
    }
    require(header.features().refcountOrder() <= 6, "the width of its reference counts");
  }

  private void tables() {
    Qcow2Header.Tables tables = header.tables();
    long bytesOfL1 = tables.l1Entries() * ENTRY_BYTES;
    require(bytesOfL1 <= MAXIMAL_L1_BYTES, "the size of its L1 table");
    long coveredByEntry = header.clusterBytes() * (header.clusterBytes() / l2EntryBytes());
    long needed = (header.layout().virtualBytes() - 1) / coveredByEntry + 1;
    require(tables.l1Entries() >= needed, "the size of its L1 table");
    require(inside(tables.l1Offset(), bytesOfL1), "the place of its L1 table");
    long refcountBytes = tables.refcountClusters() * header.clusterBytes();
    require(
        refcountBytes > 0 && refcountBytes <= MAXIMAL_REFCOUNT_TABLE_BYTES,
        "the size of its refcount table");
    require(inside(tables.refcountOffset(), refcountBytes), "the place of its refcount table");
  }

  /** Bytes of an entry of an L2 table: 16 with extended entries. */
  private long l2EntryBytes() {
    return (header.features().incompatible() & 0b10000) != 0 ? 2L * ENTRY_BYTES : ENTRY_BYTES;
  }

  private boolean inside(long offset, long bytes) {
    return offset >= header.clusterBytes()
        && offset % header.clusterBytes() == 0
        && offset <= fileBytes - bytes;
  }

  private void extensions() {
    new Qcow2Extensions(start, encrypted)
        .check((int) header.layout().headerBytes(), (int) header.clusterBytes());
  }

  private static void require(boolean sound, String what) {
    if (!sound) {
      throw no(
          StoreFault.CONTENT_DAMAGED,
          "The qcow2 file is damaged or forged: " + what + " cannot be right");
    }
  }

  private static StoreException no(StoreFault fault, String message) {
    return new StoreException(fault, message);
  }
}
