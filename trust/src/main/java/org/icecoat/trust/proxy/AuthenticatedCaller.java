package org.icecoat.trust.proxy;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.trust.credential.ProxyChain;

/**
 * A caller whose chain was verified. Only the {@link CallerAuthenticator} makes one, so whoever
 * holds one need not ask again; but it is of the moment: get a new one for each request.
 */
public final class AuthenticatedCaller {
  private final Dn dn;
  private final ProxyChain chain;
  private final VoMembership membership;

  AuthenticatedCaller(Dn dn, ProxyChain chain, VoMembership membership) {
    this.dn = dn;
    this.chain = chain;
    this.membership = membership;
  }

  /** The name in the end-entity certificate: the person or host, whatever proxy was used. */
  public Dn dn() {
    return dn;
  }

  /** The chain as it was sent, leaf first. */
  public List<X509Certificate> chain() {
    return chain.certificates();
  }

  /** When the credential ends: the least end of all certificates in the chain. */
  public Instant expires() {
    return chain.leastNotAfter();
  }

  /** Whether the caller used a proxy and not the end-entity certificate itself. */
  public boolean byProxy() {
    return !chain.proxies().isEmpty();
  }

  /** Whether a proxy in the chain is limited: good for moving data, not for running something. */
  public boolean limited() {
    return chain.limited();
  }

  /** VO attributes that a trusted VOMS server signed, the primary one first. */
  public List<VoName> attributes() {
    return membership.attributes();
  }

  /** When the first of the VO attributes ends. */
  Instant attributesEnd() {
    return membership.until();
  }

  /** This caller, or a refusal if the proxy is limited: for operations that need full rights. */
  public CallerVerdict withFullRights() {
    return limited()
        ? new CallerVerdict.Refused(
            List.of(
                new Finding(
                    RefusalReason.LIMITED_PROXY,
                    Finding.WHOLE_CHAIN,
                    dn + " used a limited proxy for an operation that needs a full one")))
        : new CallerVerdict.Authenticated(this);
  }

  @Override
  public String toString() {
    return dn + (limited() ? " (limited proxy)" : byProxy() ? " (proxy)" : "");
  }
}
