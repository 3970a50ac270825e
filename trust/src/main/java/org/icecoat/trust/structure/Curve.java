package org.icecoat.trust.structure;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.InvalidParameterSpecException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/** TPM_ECC_CURVE: the NIST curves (TPM 2.0 part 2, 6.4). */
public enum Curve {
  P256(0x0003, "secp256r1", 32),
  P384(0x0004, "secp384r1", 48),
  P521(0x0005, "secp521r1", 66);

  private final int id;
  private final int fieldBytes;

  @SuppressWarnings("ImmutableEnumChecker") // it has no setters
  private final ECParameterSpec spec;

  @SuppressWarnings("ImmutableEnumChecker") // it has no setters
  private final ECDomainParameters domain;

  Curve(int id, String standardName, int fieldBytes) {
    this.id = id;
    this.fieldBytes = fieldBytes;
    this.spec = parameters(standardName);
    this.domain = new ECDomainParameters(CustomNamedCurves.getByName(standardName));
  }

  static Curve read(WireReader reader) {
    int id = reader.u16();
    return switch (id) {
      case 0x0003 -> P256;
      case 0x0004 -> P384;
      case 0x0005 -> P521;
      default -> throw reader.malformed("curve 0x%04x".formatted(id));
    };
  }

  /** The curve of a JCA key, or null if it is none of these. */
  public static Curve find(ECParameterSpec wanted) {
    for (Curve curve : values()) {
      if (curve.spec.getCurve().equals(wanted.getCurve())
          && curve.spec.getGenerator().equals(wanted.getGenerator())) {
        return curve;
      }
    }
    return null;
  }

  public int id() {
    return id;
  }

  /** Bytes of a coordinate. */
  public int fieldBytes() {
    return fieldBytes;
  }

  public ECParameterSpec spec() {
    return spec;
  }

  /** The curve as BouncyCastle has it. */
  ECDomainParameters domain() {
    return domain;
  }

  /** Whether the point lies on the curve and is not that at infinity. */
  public boolean contains(ECPoint point) {
    BigInteger p = ((ECFieldFp) spec.getCurve().getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    if (x == null || x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right =
        x.pow(3).add(spec.getCurve().getA().multiply(x)).add(spec.getCurve().getB()).mod(p);
    return y.multiply(y).mod(p).equals(right);
  }

  private static ECParameterSpec parameters(String standardName) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(standardName));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (NoSuchAlgorithmException | InvalidParameterSpecException e) {
      throw new IllegalStateException("This Java has no curve " + standardName, e);
    }
  }
}
