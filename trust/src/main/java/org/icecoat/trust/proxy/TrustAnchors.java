package org.icecoat.trust.proxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Which CAs are trusted, and for what. Components that are null take their default.
 *
 * @param directory CA certificates named by OpenSSL's hash ({@code <hash>.0}), their CRLs ({@code
 *     .r0}) and their signing policies ({@code .signing_policy} or {@code .namespaces})
 * @param reload after how long changed files count; one minute
 * @param crls how revocation lists are used; required
 * @param namespaces how signing policies are used; required
 * @param vomsDirectory VOMS servers that are trusted, as {@code <vo>/<host>.lsc} or {@code .pem};
 *     if null, VO attributes are ignored
 * @param callers what is asked of those who call
 */
public record TrustAnchors(
    Path directory,
    Duration reload,
    CrlMode crls,
    NamespaceMode namespaces,
    Path vomsDirectory,
    CallerRules callers) {
  private static final Duration DEFAULT_RELOAD = Duration.ofMinutes(1);

  /** How revocation lists are used. */
  public enum CrlMode {
    /** Without a valid list of its CA, no certificate is accepted. */
    REQUIRED,
    /** A list counts if there is a valid one. */
    IF_PRESENT,
    /** Nobody is ever revoked: for tests. */
    IGNORED
  }

  /** How signing policies are used. */
  public enum NamespaceMode {
    /** A CA without a policy may sign nothing. */
    REQUIRED,
    /** A CA without a policy may sign everything. */
    IF_PRESENT,
    /** Any CA may sign any name: for tests. */
    IGNORED
  }

  public TrustAnchors {
    Objects.requireNonNull(directory, "directory");
    reload = Objects.requireNonNullElse(reload, DEFAULT_RELOAD);
    crls = Objects.requireNonNullElse(crls, CrlMode.REQUIRED);
    namespaces = Objects.requireNonNullElse(namespaces, NamespaceMode.REQUIRED);
    callers = Objects.requireNonNullElseGet(callers, CallerRules::usual);
    if (reload.toMillis() < 1) {
      throw new IllegalArgumentException("reload must be a positive time, such as PT1M");
    }
  }

  /** The usual rules for one directory. */
  public static TrustAnchors in(Path directory) {
    return new TrustAnchors(directory, null, null, null, null, null);
  }
}
