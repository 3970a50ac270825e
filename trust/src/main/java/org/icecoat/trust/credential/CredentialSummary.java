package org.icecoat.trust.credential;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.identity.Dn;

/**
 * What to tell a user of his credential. It is read, not verified.
 *
 * @param identity whose it is: the name in the end-entity certificate, or that of the last proxy's
 *     issuer if the file lacks it
 * @param kind what the leaf is
 * @param expires the least end in the chain
 * @param key such as {@code RSA 2048}
 */
public record CredentialSummary(
    Dn subject, Dn issuer, Dn identity, Kind kind, Instant expires, String key) {
  /** What the leaf is. */
  public record Kind(Optional<ProxyKind> proxy, boolean limited) {
    @Override
    public String toString() {
      return proxy.map(kind -> (limited ? "limited " : "") + kind + " proxy").orElse("certificate");
    }
  }

  public static CredentialSummary of(PemCredential credential) {
    ProxyChain chain = credential.chain();
    Dn issuer = Dn.of(credential.leaf().getIssuerX500Principal());
    return new CredentialSummary(
        Dn.of(credential.leaf().getSubjectX500Principal()),
        issuer,
        identity(chain),
        new Kind(chain.proxies().stream().findFirst(), chain.limited()),
        chain.leastNotAfter(),
        describe(credential.leaf().getPublicKey()));
  }

  /** Time left at an instant; zero when it is over. */
  public Duration left(Instant now) {
    return now.isBefore(expires) ? Duration.between(now, expires) : Duration.ZERO;
  }

  private static Dn identity(ProxyChain chain) {
    return chain
        .endEntity()
        .map(certificate -> Dn.of(certificate.getSubjectX500Principal()))
        .orElseGet(
            () ->
                Dn.of(
                    chain
                        .certificates()
                        .get(chain.certificates().size() - 1)
                        .getIssuerX500Principal()));
  }

  private static String describe(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return "RSA " + rsa.getModulus().bitLength();
    }
    return key instanceof ECPublicKey ec
        ? "EC " + ec.getParams().getOrder().bitLength()
        : key.getAlgorithm();
  }
}
