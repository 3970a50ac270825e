package org.icecoat.trust.proxy;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.icecoat.trust.credential.ProxyChain;

/**
 * Keys and signature algorithms: what JSSE's own trust manager would ask by {@code
 * jdk.certpath.disabledAlgorithms}, as JSSE asks nothing of ours.
 */
final class StrengthCheck implements ChainCheck {
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

  @Override
  public List<Finding> findings(ProxyChain chain) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < chain.certificates().size(); i++) {
      X509Certificate certificate = chain.certificates().get(i);
      if (!strong(certificate.getPublicKey())) {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        findings.add(new Finding(RefusalReason.WEAK_KEY, i, "key of kind " + algorithm));
      }
      if (!selfIssued(certificate) && !stronglySigned(certificate)) {
        String algorithm = certificate.getSigAlgName();
        findings.add(new Finding(RefusalReason.WEAK_SIGNATURE, i, "signed by " + algorithm));
      }
    }
    return findings;
  }

  private static boolean strong(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
    }
    return key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
  }

  /** A root: trusted because it is in the directory, whatever it signed itself with. */
  private static boolean selfIssued(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0
        && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static boolean stronglySigned(X509Certificate certificate) {
    String algorithm = certificate.getSigAlgOID();
    return SIGNATURES.contains(algorithm)
        || (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS.getId())
            && strongPss(certificate.getSigAlgParams()));
  }

  private static boolean strongPss(byte[] parameters) {
    return parameters != null
        && PSS_DIGESTS.contains(
            RSASSAPSSparams.getInstance(parameters).getHashAlgorithm().getAlgorithm().getId());
  }
}
