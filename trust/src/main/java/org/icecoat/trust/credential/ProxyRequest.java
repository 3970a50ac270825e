package org.icecoat.trust.credential;

import java.time.Duration;
import java.util.Objects;

/**
 * What proxy to make. The key is null for RSA of 2048 bits.
 *
 * @param lifetime at least a minute; the proxy ends earlier if its issuer does
 * @param limited whether it may move data but run nothing
 */
public record ProxyRequest(Duration lifetime, boolean limited, KeyKind key) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** The kinds of keys that proxies get. */
  public enum KeyKind {
    RSA_2048,
    P_256
  }

  public ProxyRequest {
    key = Objects.requireNonNullElse(key, KeyKind.RSA_2048);
    if (lifetime.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("A proxy lives for a minute or longer");
    }
  }

  /** A full proxy. */
  public static ProxyRequest of(Duration lifetime) {
    return new ProxyRequest(lifetime, false, null);
  }
}
