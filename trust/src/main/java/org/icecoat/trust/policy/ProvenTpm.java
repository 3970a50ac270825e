package org.icecoat.trust.policy;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;

/**
 * What enrolment proved of a node's TPM.
 *
 * @param maker its name in the site's store of makers
 * @param authorities SHA-256 of the certificates of the maker's CAs
 */
public record ProvenTpm(TpmClass tpmClass, String maker, Set<Sha256> authorities) {
  public ProvenTpm {
    Objects.requireNonNull(tpmClass, "tpmClass");
    Objects.requireNonNull(maker, "maker");
    authorities = Set.copyOf(authorities);
  }

  public static ProvenTpm of(EndorsementKey key) {
    Set<Sha256> authorities = new HashSet<>();
    key.maker().authorities().forEach(each -> authorities.add(fingerprint(each)));
    return new ProvenTpm(key.tpmClass(), key.maker().name(), authorities);
  }

  private static Sha256 fingerprint(X509Certificate certificate) {
    try {
      Octets der = Octets.of(certificate.getEncoded());
      return Sha256.of(HashAlgorithm.SHA256.hash(der).bytes());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("A CA's certificate has no encoding", e);
    }
  }
}
