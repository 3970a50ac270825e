package org.icecoat.trust.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireWriter;

/**
 * What a quote has to answer. The attester gives {@link #qualifyingData} to its TPM, so the quote
 * holds for this node, this session and this TLS key and for no other.
 *
 * @param nonce 32 random bytes of the verifier
 * @param tlsKey SHA-256 of the SubjectPublicKeyInfo of the node's TLS key, as the verifier saw it
 *     on the channel, or as the attester knows its own
 * @param expires when the verifier no longer takes an answer; not signed
 */
public record Challenge(
    Octets nonce, NodeName node, Session session, Sha256 tlsKey, Instant expires) {
  public static final int NONCE_BYTES = 32;

  private static final String DOMAIN = "icecoat-quote-challenge-1";

  /** Which exchange between verifier and node this belongs to: 1 to 64 letters, digits, - or _. */
  public record Session(String value) {
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Session {
      if (!SESSION.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "A session has 1 to 64 letters, digits, hyphens and underscores");
      }
    }

    @Override
    public String toString() {
      return value;
    }
  }

  public Challenge {
    if (nonce.length() != NONCE_BYTES) {
      throw new IllegalArgumentException("A nonce has 32 bytes, not " + nonce.length());
    }
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(tlsKey, "tlsKey");
    Objects.requireNonNull(expires, "expires");
  }

  /**
   * 32 bytes for the TPM to sign: SHA-256 over the domain {@value #DOMAIN} and the values, each
   * with its length before it (16 bits, big-endian), so that no two challenges share an encoding.
   */
  public Octets qualifyingData() {
    WireWriter writer = WireWriter.bigEndian().sized(text(DOMAIN)).sized(nonce);
    writer.sized(text(node.value())).sized(text(session.value()));
    return HashAlgorithm.SHA256.hash(writer.sized(Octets.of(tlsKey.bytes())).written());
  }

  private static Octets text(String value) {
    return Octets.of(value.getBytes(StandardCharsets.UTF_8));
  }
}
