package org.icecoat.imagestore.inspection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small, sound, empty qcow2 file of version 3, made byte by byte so that tests can forge any
 * field: header, refcount table, refcount block and L1 table in one cluster of 64 KiB each.
 */
public final class TestingQcow2 {
  public static final int CLUSTER = 1 << 16;
  public static final long VIRTUAL_BYTES = 64L << 20;

  private final ByteBuffer bytes = ByteBuffer.allocate(4 * CLUSTER);

  public TestingQcow2() {
    bytes.putInt(0, 0x514649fb);
    bytes.putInt(4, 3);
    bytes.putInt(20, 16);
    bytes.putLong(24, VIRTUAL_BYTES);
    bytes.putInt(36, 1);
    bytes.putLong(40, 3L * CLUSTER);
    bytes.putLong(48, CLUSTER);
    bytes.putInt(56, 1);
    bytes.putInt(96, 4);
    bytes.putInt(100, 104);
    bytes.putLong(CLUSTER, 2L * CLUSTER);
    for (int cluster = 0; cluster < 4; cluster++) {
      bytes.putShort(2 * CLUSTER + 2 * cluster, (short) 1);
    }
  }

  public TestingQcow2 withInt(int offset, long value) {
    bytes.putInt(offset, (int) value);
    return this;
  }

  public TestingQcow2 withLong(int offset, long value) {
    bytes.putLong(offset, value);
    return this;
  }

  /** Names a backing file, as an attacker who wants to read one would. */
  public TestingQcow2 withBackingFile(String name) {
    bytes.put(1024, name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return withLong(8, 1024).withInt(16, name.length());
  }

  public byte[] bytes() {
    return bytes.array().clone();
  }

  public Path in(Path file) throws IOException {
    return Files.write(file, bytes());
  }
}
