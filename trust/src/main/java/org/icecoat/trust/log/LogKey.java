package org.icecoat.trust.log;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.OptionalLong;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.tree.LogHashing;
import org.icecoat.trust.log.tree.Malformed;

/** The public key that signs a log's heads: ECDSA on P-256. The log is named by it. */
public final class LogKey {
  private static final int FIELD_BITS = 256;
  private static final int LONGEST_ENCODING = 256;

  private final PublicKey key;
  private final Sha256 id;

  private LogKey(PublicKey key) {
    if (!(key instanceof ECPublicKey curve)
        || curve.getParams().getOrder().bitLength() != FIELD_BITS) {
      throw Malformed.because("its key is none on P-256");
    }
    this.key = key;
    this.id = LogHashing.plain(key.getEncoded());
  }

  public static LogKey of(PublicKey key) {
    return new LogKey(key);
  }

  /**
   * Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
   *
   * @throws org.icecoat.trust.TrustException LOG_MALFORMED, if it is no key on P-256
   */
  public static LogKey decode(byte[] subjectPublicKey) {
    if (subjectPublicKey.length > LONGEST_ENCODING) {
      throw Malformed.because("its key is longer than one on P-256");
    }
    try {
      LogKey key =
          new LogKey(
              KeyFactory.getInstance("EC")
                  .generatePublic(new X509EncodedKeySpec(subjectPublicKey)));
      if (!Arrays.equals(key.encoded(), subjectPublicKey)) {
        throw Malformed.because("its key is not encoded in DER");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw Malformed.because("its key cannot be read", e);
    }
  }

  /** The SubjectPublicKeyInfo, in DER. */
  public byte[] encoded() {
    return key.getEncoded();
  }

  /** The log's id: the SHA-256 digest of {@link #encoded}. */
  public Sha256 id() {
    return id;
  }

  /** Whether the owner of this key signed the head. */
  public boolean signed(SignedTreeHead head) {
    return signed(head.head().signedBytes(), head.signature());
  }

  /** Whether the owner of this key means to sign the head: see {@link TreeHead#intendedBytes}. */
  public boolean intends(SignedTreeHead head, OptionalLong opening) {
    return signed(head.head().intendedBytes(opening), head.signature());
  }

  private boolean signed(byte[] bytes, byte[] signature) {
    try {
      Signature check = Signature.getInstance("SHA256withECDSA");
      check.initVerify(key);
      check.update(bytes);
      return check.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has ECDSA on P-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogKey that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
