package org.icecoat.trust.structure;

import java.security.PublicKey;
import java.util.Objects;

/**
 * TPMT_PUBLIC (TPM 2.0 part 2, 12.2.4) of an RSA or elliptic key or of a sealed secret. Reading it
 * and writing it back gives the same bytes; algorithms that are not named here are refused.
 *
 * @param authPolicy digest of the policy, or empty
 */
public record PublicArea(
    HashAlgorithm nameAlgorithm, Attributes attributes, Octets authPolicy, Parameters parameters) {
  private static final int LONGEST = 1024;

  /** What the kinds of object have each of their own. */
  public sealed interface Parameters {
    Scheme scheme();
  }

  /**
   * RSA.
   *
   * @param aesBits of the symmetric key (AES, CFB) with which a storage key guards its children; 0
   *     for other keys
   * @param exponent 0 stands for 65537
   * @param modulus empty in templates, else keyBits / 8 bytes
   */
  public record Rsa(int aesBits, Scheme scheme, int keyBits, long exponent, Octets modulus)
      implements Parameters {}

  /**
   * An elliptic curve, without a key derivation scheme.
   *
   * @param aesBits as for RSA
   * @param x and y: empty in templates, else at most as long as the curve's field
   */
  public record Ecc(int aesBits, Scheme scheme, Curve curve, Octets x, Octets y)
      implements Parameters {}

  /** A sealed secret (scheme NONE) or an HMAC key. */
  public record KeyedHash(Scheme scheme, Octets unique) implements Parameters {}

  /** A signing or encryption scheme; {@code hash} is null for those that have none. */
  public record Scheme(SchemeKind kind, HashAlgorithm hash) {
    public static final Scheme NONE = new Scheme(SchemeKind.NONE, null);

    public Scheme {
      if (kind.hasHash() == (hash == null)) {
        throw new IllegalArgumentException(kind + (hash == null ? " needs a hash" : " has none"));
      }
    }
  }

  /** TPMA_OBJECT (TPM 2.0 part 2, 8.3). */
  public record Attributes(int bits) {
    public static final int FIXED_TPM = 0x2;
    public static final int FIXED_PARENT = 0x10;
    public static final int SENSITIVE_DATA_ORIGIN = 0x20;
    public static final int USER_WITH_AUTH = 0x40;
    public static final int ADMIN_WITH_POLICY = 0x80;
    public static final int NO_DA = 0x400;
    public static final int RESTRICTED = 0x10000;
    public static final int DECRYPT = 0x20000;
    public static final int SIGN = 0x40000;
    static final int KNOWN = 0xf0cf6;

    /** Whether all these bits are set. */
    public boolean has(int wanted) {
      return (bits & wanted) == wanted;
    }

    @Override
    public String toString() {
      return "0x%08x".formatted(bits);
    }
  }

  public PublicArea {
    Objects.requireNonNull(nameAlgorithm, "nameAlgorithm");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(authPolicy, "authPolicy");
    Objects.requireNonNull(parameters, "parameters");
  }

  /** Reads a TPMT_PUBLIC. */
  public static PublicArea parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "A public area");
    PublicArea area = PublicAreaWire.read(reader);
    reader.end();
    return area;
  }

  /** Reads a TPM2B_PUBLIC. */
  public static PublicArea parseSized(Octets wire) {
    WireReader reader = WireReader.of(wire, "A sized public area");
    Octets inner = reader.sized(LONGEST);
    reader.end();
    return parse(inner);
  }

  /** TPMT_PUBLIC. */
  public Octets wire() {
    return PublicAreaWire.write(this);
  }

  /** TPM2B_PUBLIC. */
  public Octets sizedWire() {
    return WireWriter.bigEndian().sized(wire()).written();
  }

  public TpmName name() {
    return TpmName.of(nameAlgorithm, wire());
  }

  /**
   * The key as the JCA has it.
   *
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED if this is no asymmetric key, is a
   *     template, or if the point is not on its curve
   */
  public PublicKey publicKey() {
    return JavaKeys.publicKey(parameters);
  }
}
