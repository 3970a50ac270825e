package org.icecoat.imagestore.inspection;

import java.nio.ByteBuffer;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/** The list of header extensions that follows a qcow2 header: type, length, padded value. */
final class Qcow2Extensions {
  private static final int END = 0;
  private static final int FEATURE_NAMES = 0x6803f857;
  private static final int EXTERNAL_DATA_FILE_NAME = 0x44415441;
  private static final int BACKING_FORMAT = 0xe2792aca;
  private static final int ENCRYPTION_HEADER = 0x0537be77;
  private static final int HEADING_BYTES = 8;
  private static final int ALIGNMENT = 8;

  private final ByteBuffer start;
  private final boolean encrypted;

  Qcow2Extensions(ByteBuffer start, boolean encrypted) {
    this.start = start;
    this.encrypted = encrypted;
  }

  /**
   * Walks the list; only the table of feature names may be on it, and of an encrypted file where
   * its LUKS header is.
   *
   * @param from where the list starts
   * @param clusterBytes the list ends within the first cluster
   */
  void check(int from, int clusterBytes) {
    int end = Math.min(clusterBytes, start.limit());
    int position = from;
    while (position <= end - HEADING_BYTES) {
      int type = start.getInt(position);
      if (type == END) {
        return;
      }
      allow(type);
      long length = Integer.toUnsignedLong(start.getInt(position + 4));
      if (length > end - HEADING_BYTES - position) {
        throw damaged();
      }
      position += HEADING_BYTES + (int) (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
    if (position != end) {
      throw damaged();
    }
  }

  private void allow(int type) {
    if (type == EXTERNAL_DATA_FILE_NAME || type == BACKING_FORMAT) {
      throw new StoreException(
          StoreFault.OTHER_FILE_NAMED,
          "The image's header speaks of another file; copy it with qemu-img convert -O qcow2");
    }
    if (type != FEATURE_NAMES && !(encrypted && type == ENCRYPTION_HEADER)) {
      throw new StoreException(
          StoreFault.FEATURE_REFUSED,
          "The image's header has an extension that is not taken (such as bitmaps or encryption);"
              + " copy it with qemu-img convert -O qcow2");
    }
  }

  private static StoreException damaged() {
    return new StoreException(
        StoreFault.CONTENT_DAMAGED,
        "The qcow2 file is damaged or forged: its header extensions do not end");
  }
}
