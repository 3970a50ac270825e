package org.icecoat.trust.credential;

import eu.emi.security.authn.x509.helpers.proxy.ExtendedProxyType;
import eu.emi.security.authn.x509.helpers.proxy.ProxyHelper;
import eu.emi.security.authn.x509.proxy.ProxyPolicy;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * What a certificate chain claims to be, leaf first: some proxies, then the end-entity certificate,
 * then perhaps CAs. Nothing here is verified; kinds are told apart by the code that validates them
 * later, so that the two never read a certificate differently.
 *
 * @param certificates the chain as it came, leaf first; not empty
 * @param proxies the kinds of the proxies at its start, leaf first
 * @param limited whether one of the proxies is limited
 */
public record ProxyChain(
    List<X509Certificate> certificates, List<ProxyKind> proxies, boolean limited) {
  private static final String LIMITED_GLOBUS = ProxyPolicy.LIMITED_PROXY_OID;
  private static final String PROXY_CERT_INFO = "1.3.6.1.5.5.7.1.14";

  public ProxyChain {
    certificates = List.copyOf(certificates);
    proxies = List.copyOf(proxies);
  }

  /**
   * Reads what the chain, leaf first, claims to be.
   *
   * @throws IllegalArgumentException if an extension cannot be read
   */
  public static ProxyChain of(List<X509Certificate> certificates) {
    List<ProxyKind> kinds = new ArrayList<>();
    boolean limited = false;
    for (X509Certificate certificate : certificates) {
      Optional<ProxyKind> kind = kind(certificate);
      if (kind.isEmpty()) {
        break;
      }
      kinds.add(kind.get());
      limited |= limited(certificate);
    }
    return new ProxyChain(certificates, kinds, limited);
  }

  /** The certificate of the person or host; empty if there are only proxies. */
  public Optional<X509Certificate> endEntity() {
    return proxies.size() < certificates.size()
        ? Optional.of(certificates.get(proxies.size()))
        : Optional.empty();
  }

  /** The instant at which the first certificate of the chain ends: nothing outlives its parent. */
  public Instant leastNotAfter() {
    return certificates.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Whether a proxy of this certificate would be within its path limit, if it has one. */
  static boolean allowsProxies(X509Certificate certificate) {
    try {
      return kind(certificate).isEmpty() || ProxyHelper.getProxyPathLimit(certificate) > 0;
    } catch (IOException e) {
      throw new IllegalArgumentException("A proxy's path limit cannot be read", e);
    }
  }

  private static Optional<ProxyKind> kind(X509Certificate certificate) {
    ExtendedProxyType type = ProxyHelper.getProxyType(certificate);
    return switch (type) {
      case NOT_A_PROXY -> Optional.empty();
      case LEGACY -> Optional.of(ProxyKind.LEGACY);
      case DRAFT_RFC -> Optional.of(ProxyKind.DRAFT);
      case RFC3820 -> Optional.of(kindByPolicy(policy(certificate)));
    };
  }

  private static ProxyKind kindByPolicy(String policy) {
    return switch (policy) {
      case ProxyPolicy.INHERITALL_POLICY_OID, LIMITED_GLOBUS -> ProxyKind.RFC3820;
      case ProxyPolicy.INDEPENDENT_POLICY_OID -> ProxyKind.INDEPENDENT;
      default -> ProxyKind.RESTRICTED;
    };
  }

  /** ProxyCertInfo: {@code SEQUENCE { pathLen INTEGER OPTIONAL, SEQUENCE { language OID, … }}}. */
  private static String policy(X509Certificate certificate) {
    byte[] wrapped = certificate.getExtensionValue(PROXY_CERT_INFO);
    ASN1Sequence content =
        ASN1Sequence.getInstance(ASN1OctetString.getInstance(wrapped).getOctets());
    ASN1Sequence policy = ASN1Sequence.getInstance(content.getObjectAt(content.size() - 1));
    return ASN1ObjectIdentifier.getInstance(policy.getObjectAt(0)).getId();
  }

  private static boolean limited(X509Certificate certificate) {
    try {
      return ProxyHelper.isLimited(certificate);
    } catch (IOException e) {
      throw new IllegalArgumentException("A proxy's policy cannot be read", e);
    }
  }
}
