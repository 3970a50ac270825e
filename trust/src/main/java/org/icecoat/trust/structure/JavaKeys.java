package org.icecoat.trust.structure;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.PublicArea.Parameters;
import org.icecoat.trust.structure.PublicArea.Rsa;

/** Keys of the TPM as keys of the JCA. */
final class JavaKeys {
  private static final BigInteger USUAL_EXPONENT = BigInteger.valueOf(65537);

  private JavaKeys() {}

  static PublicKey publicKey(Parameters parameters) {
    if (parameters instanceof Rsa rsa && !rsa.modulus().isEmpty()) {
      return made("RSA", rsaSpec(rsa));
    }
    if (parameters instanceof Ecc ecc && !ecc.x().isEmpty()) {
      return made("EC", eccSpec(ecc));
    }
    throw malformed("A public area holds no asymmetric key", null);
  }

  private static KeySpec rsaSpec(Rsa rsa) {
    BigInteger exponent = rsa.exponent() == 0 ? USUAL_EXPONENT : BigInteger.valueOf(rsa.exponent());
    return new RSAPublicKeySpec(number(rsa.modulus()), exponent);
  }

  private static KeySpec eccSpec(Ecc ecc) {
    ECPoint point = new ECPoint(number(ecc.x()), number(ecc.y()));
    if (!ecc.curve().contains(point)) {
      throw malformed("A public area holds a point that is not on its curve", null);
    }
    return new ECPublicKeySpec(point, ecc.curve().spec());
  }

  private static BigInteger number(Octets magnitude) {
    return new BigInteger(1, magnitude.array());
  }

  private static PublicKey made(String algorithm, KeySpec spec) {
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(spec);
    } catch (InvalidKeySpecException e) {
      throw malformed("A public area holds a key that Java refuses", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }

  private static TrustException malformed(String message, Throwable cause) {
    return new TrustException(TrustFault.STRUCTURE_MALFORMED, message, cause);
  }
}
