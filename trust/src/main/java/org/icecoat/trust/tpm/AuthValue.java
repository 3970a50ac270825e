package org.icecoat.trust.tpm;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/** The secret that gives the right to use an object of the TPM (authValue). Never printed. */
public final class AuthValue {
  /** Bytes of a fresh one, as long as the digest of the objects' names. */
  public static final int BYTES = 32;

  private final byte[] value;

  private AuthValue(byte[] value) {
    this.value = value;
  }

  /**
   * One that was kept.
   *
   * @param value 1 to {@value #BYTES} bytes, the last of them not zero, since a TPM would cut it
   *     off; copied
   */
  public static AuthValue of(byte[] value) {
    if (value.length == 0 || value.length > BYTES || value[value.length - 1] == 0) {
      throw new IllegalArgumentException(
          "An auth value has 1 to %d bytes and does not end in zero".formatted(BYTES));
    }
    return new AuthValue(value.clone());
  }

  public static AuthValue fresh(SecureRandom random) {
    byte[] value = new byte[BYTES];
    random.nextBytes(value);
    value[BYTES - 1] |= 1;
    return new AuthValue(value);
  }

  /** The secret, as a copy: wipe it after use. */
  public byte[] reveal() {
    return value.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuthValue auth && MessageDigest.isEqual(value, auth.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "***";
  }
}
