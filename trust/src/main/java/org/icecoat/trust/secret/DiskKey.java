package org.icecoat.trust.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The key of an encrypted disk. Closing it wipes it. Stores, TPMs and nodes hand its 32 bytes on;
 * LUKS is given its {@link #passphrase}.
 */
public final class DiskKey implements AutoCloseable {
  /** Random bytes of a key. */
  public static final int BYTES = 32;

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] key;

  private DiskKey(byte[] key) {
    this.key = key;
  }

  public static DiskKey fresh(SecureRandom random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new DiskKey(key);
  }

  /**
   * A key that was handed on.
   *
   * @param key {@value #BYTES} bytes; taken over and wiped
   */
  public static DiskKey taking(byte[] key) {
    if (key.length != BYTES) {
      Arrays.fill(key, (byte) 0);
      throw new IllegalArgumentException("The key of a disk has %d bytes".formatted(BYTES));
    }
    DiskKey taken = new DiskKey(key.clone());
    Arrays.fill(key, (byte) 0);
    return taken;
  }

  /** The same key once more, to be closed by itself. */
  public DiskKey copy() {
    return new DiskKey(key.clone());
  }

  /** Whether it is the same key; in a time that does not depend on the keys. */
  public boolean matches(DiskKey other) {
    return MessageDigest.isEqual(key, other.key);
  }

  /** The bytes, as a copy: wipe it after use. */
  public byte[] reveal() {
    return key.clone();
  }

  /** 64 hexadecimal digits in lower case, as LUKS wants text: wipe them after use. */
  public byte[] passphrase() {
    byte[] text = new byte[2 * BYTES];
    for (int i = 0; i < BYTES; i++) {
      text[2 * i] = DIGITS[key[i] >> 4 & 0xf];
      text[2 * i + 1] = DIGITS[key[i] & 0xf];
    }
    return text;
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "***";
  }
}
