package org.icecoat.trust.structure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * Reads foreign bytes, strictly: what is short, long or trailing is refused. All numbers are
 * unsigned. Every failure is a {@link TrustException} with {@link TrustFault#STRUCTURE_MALFORMED},
 * and nothing is allocated that the bytes do not hold. For one thread.
 */
public final class WireReader {
  private final Octets source;
  private final ByteBuffer buffer;
  private final String what;

  private WireReader(Octets source, ByteOrder order, String what) {
    this.source = source;
    this.buffer = ByteBuffer.wrap(source.array()).order(order);
    this.what = what;
  }

  /** Reads as the TPM writes, most significant byte first. {@code what} is named in failures. */
  public static WireReader of(Octets source, String what) {
    return new WireReader(source, ByteOrder.BIG_ENDIAN, what);
  }

  /** Reads as firmware writes its event log, least significant byte first. */
  public static WireReader littleEndian(Octets source, String what) {
    return new WireReader(source, ByteOrder.LITTLE_ENDIAN, what);
  }

  public int u8() {
    need(Byte.BYTES);
    return buffer.get() & 0xff;
  }

  public int u16() {
    need(Short.BYTES);
    return buffer.getShort() & 0xffff;
  }

  public long u32() {
    need(Integer.BYTES);
    return buffer.getInt() & 0xffff_ffffL;
  }

  /** All 32 bits, as a mask or a number that is compared but not counted with. */
  public int bits32() {
    need(Integer.BYTES);
    return buffer.getInt();
  }

  /** All 64 bits; {@link Long#compareUnsigned} orders them. */
  public long u64() {
    need(Long.BYTES);
    return buffer.getLong();
  }

  /** TPMI_YES_NO: 0 or 1. */
  public boolean yesNo() {
    int value = u8();
    if (value > 1) {
      throw malformed("a yes-or-no of " + value);
    }
    return value == 1;
  }

  /** A 32-bit count of things. */
  public int count(int most) {
    return bounded(u32(), most, "things");
  }

  public Octets bytes(int length) {
    need(length);
    int from = buffer.position();
    buffer.position(from + length);
    return source.slice(from, from + length);
  }

  /** TPM2B: a 16-bit size and that many bytes, at most {@code most}. */
  public Octets sized(int most) {
    return bytes(bounded(u16(), most, "bytes"));
  }

  /** A 32-bit size and that many bytes, at most {@code most}. */
  public Octets longSized(int most) {
    return bytes(bounded(u32(), most, "bytes"));
  }

  public int remaining() {
    return buffer.remaining();
  }

  /** Where the next byte is, from 0. */
  public int position() {
    return buffer.position();
  }

  /** Insists that everything has been read. */
  public void end() {
    if (buffer.hasRemaining()) {
      throw malformed(buffer.remaining() + " bytes too many");
    }
  }

  /** The failure to throw: what is read, at which byte, and {@code problem}. */
  public TrustException malformed(String problem) {
    return new TrustException(
        TrustFault.STRUCTURE_MALFORMED,
        "%s is malformed before byte %d: %s".formatted(what, buffer.position(), problem));
  }

  private int bounded(long value, int most, String unit) {
    if (value > most) {
      throw malformed("%d %s, at most %d are allowed".formatted(value, unit, most));
    }
    return (int) value;
  }

  private void need(int length) {
    if (length < 0 || buffer.remaining() < length) {
      throw malformed("%d bytes needed, %d left".formatted(length, buffer.remaining()));
    }
  }
}
