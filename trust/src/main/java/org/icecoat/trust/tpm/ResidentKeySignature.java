package org.icecoat.trust.tpm;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;

/** ECDSA with SHA-256 by a key in a TPM. Only signs: any provider can verify. */
final class ResidentKeySignature extends SignatureSpi {
  /** Takes what has been written, and makes it the digest to sign. */
  private interface Input {
    Octets digest(Octets written) throws SignatureException;
  }

  private static final HashAlgorithm HASH = HashAlgorithm.SHA256;

  private final Input input;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private ResidentPrivateKey key;

  private ResidentKeySignature(Input input) {
    this.input = input;
  }

  /** SHA256withECDSA. */
  static ResidentKeySignature ofMessages() {
    return new ResidentKeySignature(HASH::hash);
  }

  /** NONEwithECDSA, for digests of SHA-256 alone. */
  static ResidentKeySignature ofDigests() {
    return new ResidentKeySignature(ResidentKeySignature::judged);
  }

  private static Octets judged(Octets digest) throws SignatureException {
    if (digest.length() != HASH.length()) {
      throw new SignatureException(
          "This key signs digests of SHA-256, not of %d bytes".formatted(digest.length()));
    }
    return digest;
  }

  @Override
  protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
    if (!(privateKey instanceof ResidentPrivateKey resident)) {
      throw new InvalidKeyException("Only keys of a TPM sign here");
    }
    key = resident;
    written.reset();
  }

  @Override
  protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
    throw new InvalidKeyException("Signatures are verified by another provider");
  }

  @Override
  protected void engineUpdate(byte value) {
    written.write(value);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) {
    written.write(bytes, offset, length);
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    Octets digest = input.digest(Octets.of(written.toByteArray()));
    written.reset();
    try {
      return key.sign(digest).bytes();
    } catch (TrustException e) {
      throw new SignatureException(e.getMessage(), e);
    }
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws SignatureException {
    throw new SignatureException("Signatures are verified by another provider");
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    throw new InvalidParameterException("ECDSA with SHA-256 has no parameters");
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    throw new InvalidParameterException("ECDSA with SHA-256 has no parameters");
  }
}
