package org.icecoat.trust.strength;

import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Keys and signature algorithms: RSA from 2048 bits, curves from 256, SHA-2. Java's own limits
 * ({@code jdk.certpath.disabledAlgorithms}) allow SHA-1 and RSA with 1024 bits to all but servers
 * of TLS.
 */
public final class CertificateStrength {
  private static final int LEAST_RSA_BITS = 2048;
  private static final int LEAST_EC_BITS = 256;
  private static final Set<String> SIGNATURES =
      Set.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(),
          PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(),
          PKCSObjectIdentifiers.sha512WithRSAEncryption.getId(),
          X9ObjectIdentifiers.ecdsa_with_SHA256.getId(),
          X9ObjectIdentifiers.ecdsa_with_SHA384.getId(),
          X9ObjectIdentifiers.ecdsa_with_SHA512.getId());
  private static final Set<String> PSS_DIGESTS =
      Set.of(
          NISTObjectIdentifiers.id_sha256.getId(),
          NISTObjectIdentifiers.id_sha384.getId(),
          NISTObjectIdentifiers.id_sha512.getId());

  private CertificateStrength() {}

  /** Whether what this key signs can be relied on. */
  public static boolean strong(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
    }
    return key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
  }

  /** Whether the algorithm by which the certificate is signed is no outdated one. */
  public static boolean stronglySigned(X509Certificate certificate) {
    return strong(certificate.getSigAlgOID(), certificate.getSigAlgParams());
  }

  /** Whether the algorithm by which the list is signed is no outdated one. */
  public static boolean stronglySigned(X509CRL list) {
    return strong(list.getSigAlgOID(), list.getSigAlgParams());
  }

  private static boolean strong(String algorithm, byte[] parameters) {
    return SIGNATURES.contains(algorithm)
        || (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS.getId()) && strongPss(parameters));
  }

  private static boolean strongPss(byte[] parameters) {
    return parameters != null
        && PSS_DIGESTS.contains(
            RSASSAPSSparams.getInstance(parameters).getHashAlgorithm().getAlgorithm().getId());
  }
}
