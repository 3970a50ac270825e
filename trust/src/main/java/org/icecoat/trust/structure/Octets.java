package org.icecoat.trust.structure;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes, compared in constant time. Not for secrets: it prints itself. */
public final class Octets {
  public static final Octets EMPTY = new Octets(new byte[0]);
  private static final int PRINTED = 64;

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes given; they are copied. */
  public static Octets of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
  }

  /** Reads pairs of hexadecimal digits. */
  public static Octets parse(String hex) {
    return owning(HexFormat.of().parseHex(hex));
  }

  /** Keeps the array itself, which nobody may change afterwards. */
  static Octets owning(byte[] bytes) {
    return new Octets(bytes);
  }

  /** The array itself, for reading only. */
  byte[] array() {
    return bytes;
  }

  /** The bytes, as a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The byte at that place as a number from 0 to 255. */
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  /** The bytes from {@code from} (included) to {@code to}. */
  public Octets slice(int from, int to) {
    return owning(Arrays.copyOfRange(bytes, from, to));
  }

  /** Whether every byte has that value; so of an empty run. */
  public boolean isAll(int value) {
    for (byte each : bytes) {
      if ((each & 0xff) != value) {
        return false;
      }
    }
    return true;
  }

  public void updateInto(MessageDigest digest) {
    digest.update(bytes);
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Hexadecimal digits, cut after {@value #PRINTED} bytes. */
  @Override
  public String toString() {
    return bytes.length <= PRINTED
        ? hex()
        : HexFormat.of().formatHex(bytes, 0, PRINTED) + "... (" + bytes.length + " bytes)";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && MessageDigest.isEqual(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
