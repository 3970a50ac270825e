package org.icecoat.trust.proxy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.icecoat.domain.digest.Sha256;

/** Verdicts of the last seconds by the digest of the whole chain; the oldest go first. */
final class VerdictCache {
  private static final int MOST_ENTRIES = 10_000;

  private final Clock clock;
  private final Map<Sha256, Entry> entries = new LinkedHashMap<>();

  private record Entry(CallerVerdict verdict, Instant until) {}

  VerdictCache(Clock clock) {
    this.clock = clock;
  }

  /**
   * The name of a chain: the digest over its certificates, each of which says its own length.
   *
   * @throws CertificateEncodingException if a certificate has no encoding
   */
  static Sha256 nameOf(X509Certificate... chain) throws CertificateEncodingException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (X509Certificate certificate : chain) {
        digest.update(certificate.getEncoded());
      }
      return Sha256.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The verdict that still counts, or null. */
  synchronized CallerVerdict get(Sha256 chain) {
    Entry entry = entries.get(chain);
    if (entry == null) {
      return null;
    }
    if (!clock.instant().isBefore(entry.until)) {
      entries.remove(chain);
      return null;
    }
    return entry.verdict;
  }

  synchronized void put(Sha256 chain, CallerVerdict verdict, Instant until) {
    entries.remove(chain);
    entries.put(chain, new Entry(verdict, until));
    if (entries.size() > MOST_ENTRIES) {
      entries.remove(entries.keySet().iterator().next());
    }
  }
}
