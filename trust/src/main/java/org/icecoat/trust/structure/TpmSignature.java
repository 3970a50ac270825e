package org.icecoat.trust.structure;

import java.security.PublicKey;

/** TPMT_SIGNATURE (TPM 2.0 part 2, 11.3.4), ECDSA or RSA. */
public sealed interface TpmSignature permits TpmSignature.Ecdsa, TpmSignature.Rsa {
  /** A signature with a key on a NIST curve; the numbers may be padded up to the curve's size. */
  record Ecdsa(HashAlgorithm hash, Octets r, Octets s) implements TpmSignature {
    @Override
    public SchemeKind scheme() {
      return SchemeKind.ECDSA;
    }
  }

  /** A signature with an RSA key, {@code scheme} being RSASSA or RSAPSS. */
  record Rsa(SchemeKind scheme, HashAlgorithm hash, Octets value) implements TpmSignature {}

  SchemeKind scheme();

  HashAlgorithm hash();

  /** Reads a TPMT_SIGNATURE. */
  static TpmSignature parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "A signature");
    SchemeKind kind = SchemeKind.read(reader);
    TpmSignature signature =
        switch (kind) {
          case ECDSA -> new Ecdsa(HashAlgorithm.read(reader), number(reader), number(reader));
          case RSASSA, RSAPSS -> new Rsa(kind, HashAlgorithm.read(reader), reader.sized(512));
          case NONE, HMAC, RSAES, OAEP, ECDH -> throw reader.malformed("scheme " + kind);
        };
    reader.end();
    return signature;
  }

  private static Octets number(WireReader reader) {
    return reader.sized(Curve.P521.fieldBytes());
  }

  /** TPMT_SIGNATURE. */
  default Octets wire() {
    WireWriter writer = WireWriter.bigEndian().u16(scheme().id()).u16(hash().id());
    if (this instanceof Ecdsa ecdsa) {
      return writer.sized(ecdsa.r()).sized(ecdsa.s()).written();
    }
    return writer.sized(((Rsa) this).value()).written();
  }

  /**
   * Whether key, scheme and numbers go together: the right kind of key, r and s from 1 to the
   * curve's order, as many bytes as the key has.
   */
  default boolean fits(PublicKey key) {
    return SignatureCheck.fits(this, key);
  }

  /** Whether this is the signature over the message by the owner of the key. */
  default boolean verifies(PublicKey key, Octets message) {
    return fits(key) && SignatureCheck.verifies(this, key, message);
  }
}
