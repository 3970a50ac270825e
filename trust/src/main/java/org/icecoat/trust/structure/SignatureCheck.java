package org.icecoat.trust.structure;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.icecoat.trust.structure.TpmSignature.Ecdsa;
import org.icecoat.trust.structure.TpmSignature.Rsa;

/** Signatures of a TPM, checked by the JCA. */
final class SignatureCheck {
  private SignatureCheck() {}

  static boolean fits(TpmSignature signature, PublicKey key) {
    if (signature instanceof Ecdsa ecdsa && key instanceof ECPublicKey ecc) {
      Curve curve = Curve.find(ecc.getParams());
      return curve != null && inRange(ecdsa.r(), curve) && inRange(ecdsa.s(), curve);
    }
    return signature instanceof Rsa rsa
        && key instanceof RSAPublicKey modulus
        && rsa.value().length() == bytes(modulus);
  }

  static boolean verifies(TpmSignature signature, PublicKey key, Octets message) {
    if (signature instanceof Ecdsa ecdsa) {
      ECPublicKey ecc = (ECPublicKey) key;
      return ecdsa(ecdsa, Curve.find(ecc.getParams()), ecc, message);
    }
    Rsa rsa = (Rsa) signature;
    if (rsa.scheme() == SchemeKind.RSASSA) {
      return checked(jca(rsa.hash().name() + "withRSA"), key, message, rsa.value().array());
    }
    int digest = rsa.hash().length();
    int largest = bytes((RSAPublicKey) key) - digest - 2;
    return pss(rsa, key, message, digest) || (largest != digest && pss(rsa, key, message, largest));
  }

  /** BouncyCastle verifies on these curves ten times faster than the JDK's own provider. */
  private static boolean ecdsa(Ecdsa ecdsa, Curve curve, ECPublicKey key, Octets message) {
    ECDomainParameters domain = curve.domain();
    ECPoint point = key.getW();
    ECDSASigner signer = new ECDSASigner();
    signer.init(
        false,
        new ECPublicKeyParameters(
            domain.getCurve().createPoint(point.getAffineX(), point.getAffineY()), domain));
    return signer.verifySignature(
        ecdsa.hash().hash(message).array(), number(ecdsa.r()), number(ecdsa.s()));
  }

  /** A TPM's salt is as long as the digest or, in older ones, as long as there is room for. */
  private static boolean pss(Rsa rsa, PublicKey key, Octets message, int salt) {
    if (salt < 0) {
      return false;
    }
    String hash = rsa.hash().standardName();
    Signature signature = jca("RSASSA-PSS");
    try {
      signature.setParameter(
          new PSSParameterSpec(
              hash, "MGF1", new MGF1ParameterSpec(hash), salt, PSSParameterSpec.TRAILER_FIELD_BC));
    } catch (GeneralSecurityException e) {
      return false;
    }
    return checked(signature, key, message, rsa.value().array());
  }

  private static boolean checked(Signature jca, PublicKey key, Octets message, byte[] value) {
    try {
      jca.initVerify(key);
      jca.update(message.array());
      return jca.verify(value);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Signature jca(String algorithm) {
    try {
      return Signature.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + algorithm, e);
    }
  }

  private static boolean inRange(Octets number, Curve curve) {
    BigInteger value = number(number);
    return number.length() <= curve.fieldBytes()
        && value.signum() > 0
        && value.compareTo(curve.spec().getOrder()) < 0;
  }

  private static BigInteger number(Octets magnitude) {
    return new BigInteger(1, magnitude.array());
  }

  private static int bytes(RSAPublicKey key) {
    return (key.getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
  }
}
