package org.icecoat.trust.credential;

/** What a proxy certificate says of itself. */
public enum ProxyKind {
  /** RFC 3820, with all rights of its issuer or limited. */
  RFC3820,
  /** RFC 3820 with the policy "independent": it has none of its issuer's rights. */
  INDEPENDENT,
  /** RFC 3820 with a policy that this code cannot read, so that it grants nothing (section 3.8). */
  RESTRICTED,
  /** The draft that came before RFC 3820. */
  DRAFT,
  /** Globus Toolkit 2: known by its name {@code CN=proxy} alone. */
  LEGACY
}
