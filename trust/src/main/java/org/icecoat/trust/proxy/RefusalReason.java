package org.icecoat.trust.proxy;

/** Why a chain is refused; each with words that a client may read. */
public enum RefusalReason {
  NO_CERTIFICATE("No certificate was sent: use your grid certificate or a proxy of it"),
  CHAIN_TOO_LONG("The certificate chain is too long: make a new proxy from your own certificate"),
  MALFORMED("A certificate cannot be read: make a new proxy, or ask your CA for a new certificate"),
  EXPIRED("A certificate has expired: make a new proxy (icecoat login), or renew your certificate"),
  NOT_YET_VALID("A certificate is not valid yet: check the clock of your computer"),
  REVOKED("A certificate has been revoked by its CA: ask the CA for a new one"),
  NO_CRL("The revocation list of your CA is missing or out of date here: tell the site"),
  UNKNOWN_CA("Your CA is not trusted here: use a certificate of a CA that this site trusts"),
  NAMESPACE_VIOLATION("Your CA may not sign your name, by its policy: tell your CA"),
  NO_NAMESPACE_POLICY("The signing policy of your CA is missing here: tell the site"),
  BAD_SIGNATURE("A signature in the chain is wrong: make a new proxy"),
  WRONG_ISSUER("A certificate was not signed by one that may sign it: make a new proxy"),
  PROXY_MALFORMED("A proxy is not made as RFC 3820 asks: make a new one with icecoat login"),
  PROXY_PATH_TOO_LONG("A proxy was delegated further than it allows: make one without that limit"),
  LIMITED_PROXY("A limited proxy may not do this: make a full one"),
  INDEPENDENT_PROXY("An independent proxy has no rights here: make a full one"),
  RESTRICTED_PROXY("A proxy has a policy that is not understood here: make a full one"),
  LEGACY_PROXY("Proxies older than RFC 3820 are not accepted: make one with icecoat login"),
  EEC_MISSING("The chain lacks the certificate that the proxy was made from: send the whole chain"),
  CA_AS_CALLER("A CA's certificate cannot be used to call: use a certificate of your own"),
  WRONG_USAGE("The certificate may not be used for this side of TLS, by its extended key usage"),
  WEAK_KEY("A key is too weak: RSA needs 2048 bits, elliptic curves 256; make a new proxy"),
  WEAK_SIGNATURE("A certificate is signed with an outdated algorithm: SHA-256 or better is needed"),
  CRITICAL_EXTENSION("A certificate has a critical extension that is not understood here"),
  PROXY_AS_HOST("The server shows a proxy and not the certificate of a host"),
  WRONG_HOST("The server's certificate is for another host: check the address"),
  UNTRUSTED("The certificate chain is not acceptable: make a new proxy");

  private final String plain;

  RefusalReason(String plain) {
    this.plain = plain;
  }

  /**
   * Whether the same chain may have been right at another time, or may be once lists are renewed.
   */
  public boolean isOfTime() {
    return this == EXPIRED || this == NO_CRL;
  }

  /**
   * Whether a chain that was right once can have come to this by time alone or by its CA's word.
   */
  public boolean mayComeLater() {
    return isOfTime() || this == REVOKED;
  }

  /** One sentence for the client: what is wrong and what to do; it holds nothing of the site. */
  public String plain() {
    return plain;
  }
}
