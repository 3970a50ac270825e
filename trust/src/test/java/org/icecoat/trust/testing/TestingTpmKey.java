package org.icecoat.trust.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import org.icecoat.trust.structure.Curve;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.PublicArea.Parameters;
import org.icecoat.trust.structure.PublicArea.Rsa;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.structure.SchemeKind;
import org.icecoat.trust.structure.TpmSignature;

/**
 * A key that says it lies in a TPM: made by Java, so it signs whatever a test wants. Its public
 * area may claim anything.
 */
public record TestingTpmKey(KeyPair keys, PublicArea area) {
  /** What an AK has: restricted, sign, fixed, made by the TPM, noDA. */
  public static final int ATTESTATION = 0x00050472;

  /** What an SRK has: restricted, decrypt, fixed, made by the TPM, noDA. */
  public static final int STORAGE = 0x00030472;

  /** What a TLS key has: sign, fixed, made by the TPM. */
  public static final int SIGNING = 0x00040072;

  /** An AK on P-256 with ECDSA and SHA-256. */
  public static TestingTpmKey attestation() {
    return ecc(ATTESTATION, 0, new Scheme(SchemeKind.ECDSA, HashAlgorithm.SHA256));
  }

  /** A storage key on P-256 with AES-128. */
  public static TestingTpmKey storage() {
    return ecc(STORAGE, 128, Scheme.NONE);
  }

  /** A TLS key on P-256. */
  public static TestingTpmKey signing() {
    return ecc(SIGNING, 0, Scheme.NONE);
  }

  public static TestingTpmKey ecc(int attributes, int aesBits, Scheme scheme) {
    KeyPair keys = TestingKeys.p256();
    ECPoint point = ((ECPublicKey) keys.getPublic()).getW();
    Octets x = number(point.getAffineX(), 32);
    Octets y = number(point.getAffineY(), 32);
    return of(keys, attributes, new Ecc(aesBits, scheme, Curve.P256, x, y));
  }

  public static TestingTpmKey rsa(int bits, int attributes, int aesBits, Scheme scheme) {
    KeyPair keys = TestingKeys.rsa(bits);
    BigInteger modulus = ((RSAPublicKey) keys.getPublic()).getModulus();
    Octets wire = number(modulus, bits / Byte.SIZE);
    return of(keys, attributes, new Rsa(aesBits, scheme, bits, 0, wire));
  }

  private static TestingTpmKey of(KeyPair keys, int attributes, Parameters parameters) {
    return new TestingTpmKey(
        keys,
        new PublicArea(HashAlgorithm.SHA256, new Attributes(attributes), Octets.EMPTY, parameters));
  }

  /** The same key with other claims. */
  public TestingTpmKey claiming(int attributes) {
    return of(keys, attributes, area.parameters());
  }

  /** TPMT_SIGNATURE with ECDSA or RSASSA and SHA-256. */
  public Octets sign(Octets message) {
    boolean ecc = keys.getPublic() instanceof ECPublicKey;
    byte[] value = signed(ecc ? "SHA256withECDSAinP1363Format" : "SHA256withRSA", message);
    HashAlgorithm hash = HashAlgorithm.SHA256;
    Octets all = Octets.of(value);
    TpmSignature signature =
        ecc
            ? new TpmSignature.Ecdsa(hash, all.slice(0, 32), all.slice(32, 64))
            : new TpmSignature.Rsa(SchemeKind.RSASSA, hash, all);
    return signature.wire();
  }

  private byte[] signed(String algorithm, Octets message) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(keys.getPrivate());
      signature.update(message.bytes());
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Octets number(BigInteger value, int bytes) {
    String digits = value.toString(16);
    return Octets.parse("0".repeat(2 * bytes - digits.length()) + digits);
  }
}
