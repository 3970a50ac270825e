package org.icecoat.trust.structure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes numbers and bytes as {@link WireReader} reads them. For one thread. */
public final class WireWriter {
  private static final int ROOM = 256;
  private static final int LARGEST_U16 = 0xffff;

  private final ByteOrder order;
  private ByteBuffer buffer;

  private WireWriter(ByteOrder order) {
    this.order = order;
    this.buffer = ByteBuffer.allocate(ROOM).order(order);
  }

  public static WireWriter bigEndian() {
    return new WireWriter(ByteOrder.BIG_ENDIAN);
  }

  public static WireWriter littleEndian() {
    return new WireWriter(ByteOrder.LITTLE_ENDIAN);
  }

  public WireWriter u8(int value) {
    room(Byte.BYTES).put((byte) value);
    return this;
  }

  public WireWriter u16(int value) {
    room(Short.BYTES).putShort((short) value);
    return this;
  }

  public WireWriter u32(long value) {
    room(Integer.BYTES).putInt((int) value);
    return this;
  }

  public WireWriter u64(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  public WireWriter bytes(Octets value) {
    room(value.length()).put(value.array());
    return this;
  }

  /** TPM2B: a 16-bit size and the bytes. */
  public WireWriter sized(Octets value) {
    if (value.length() > LARGEST_U16) {
      throw new IllegalArgumentException("A TPM2B cannot hold " + value.length() + " bytes");
    }
    return u16(value.length()).bytes(value);
  }

  /** A 32-bit size and the bytes. */
  public WireWriter longSized(Octets value) {
    return u32(value.length()).bytes(value);
  }

  /** What has been written so far. */
  public Octets written() {
    return Octets.owning(Arrays.copyOf(buffer.array(), buffer.position()));
  }

  private ByteBuffer room(int length) {
    if (buffer.remaining() < length) {
      int larger = Math.max(2 * buffer.capacity(), buffer.position() + length);
      buffer = ByteBuffer.allocate(larger).order(order).put(buffer.flip());
    }
    return buffer;
  }
}
