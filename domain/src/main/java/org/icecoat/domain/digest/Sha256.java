package org.icecoat.domain.digest;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** A SHA-256 digest of 32 bytes, compared in constant time. */
public final class Sha256 {
  public static final int BYTES = 32;
  private static final String PREFIX = "sha256:";
  private static final int HANDLE_DIGITS = 12;

  private final byte[] bytes;

  private Sha256(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The digest whose 32 bytes are given; they are copied. */
  public static Sha256 of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("A SHA-256 digest has 32 bytes, not " + bytes.length);
    }
    return new Sha256(bytes.clone());
  }

  /**
   * Reads 64 hexadecimal digits, with or without the prefix {@code sha256:}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Sha256 parse(String text) {
    String digits = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    if (digits.length() != 2 * BYTES) {
      throw new IllegalArgumentException("A SHA-256 digest has 64 hexadecimal digits");
    }
    return new Sha256(HexFormat.of().parseHex(digits.toLowerCase(Locale.ROOT)));
  }

  /** The 32 bytes, as a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The 64 digits in lower case, as used in file names. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** The first twelve digits, for people; never for a decision. */
  public String abbreviated() {
    return hex().substring(0, HANDLE_DIGITS);
  }

  /** The form that contracts and people use: {@code sha256:} and 64 digits. */
  @Override
  public String toString() {
    return PREFIX + hex();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 digest && MessageDigest.isEqual(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
