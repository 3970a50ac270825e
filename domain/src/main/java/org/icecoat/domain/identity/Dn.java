package org.icecoat.domain.identity;

import java.util.Objects;
import javax.security.auth.x500.X500Principal;

/**
 * A distinguished name. Two names are equal as RFC 5280 section 7.1 compares them (case and blanks
 * folded), however they were written.
 */
public final class Dn {
  private static final int MAXIMAL_LENGTH = 4096;

  private final X500Principal principal;

  private Dn(X500Principal principal) {
    this.principal = principal;
  }

  public static Dn of(X500Principal principal) {
    Objects.requireNonNull(principal, "principal");
    if (principal.getName().isEmpty()) {
      throw new IllegalArgumentException("A distinguished name must not be empty");
    }
    return new Dn(principal);
  }

  /**
   * Reads the comma-separated form of RFC 2253, such as {@code CN=Alice,O=Grid,C=XX}.
   *
   * @throws IllegalArgumentException if the text is no such name
   */
  public static Dn parse(String rfc2253) {
    Objects.requireNonNull(rfc2253, "rfc2253");
    if (rfc2253.length() > MAXIMAL_LENGTH) {
      throw new IllegalArgumentException(
          "A distinguished name has at most " + MAXIMAL_LENGTH + " characters");
    }
    return of(new X500Principal(rfc2253));
  }

  public X500Principal principal() {
    return principal;
  }

  /** The name in the form of RFC 2253. */
  @Override
  public String toString() {
    return principal.getName(X500Principal.RFC2253);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dn dn && principal.equals(dn.principal);
  }

  @Override
  public int hashCode() {
    return principal.hashCode();
  }
}
