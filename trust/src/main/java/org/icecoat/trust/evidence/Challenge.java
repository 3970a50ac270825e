package org.icecoat.trust.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
 * @param statement digest of what the node states besides, if it was asked to state something
 */
public record Challenge(
    Octets nonce,
    NodeName node,
    Session session,
    Sha256 tlsKey,
    Instant expires,
    Optional<Sha256> statement) {
  public static final int NONCE_BYTES = 32;

  private static final String DOMAIN = "icecoat-quote-challenge-1";
  private static final String STATING = "icecoat-statement-challenge-1";

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

  /**
   * A challenge to whichever node answers, by one who cannot see the node himself.
   *
   * @param expires as that of a challenge
   */
  public record Open(Octets nonce, Session session, Instant expires) {
    /** The challenge that the node was given if what came back is true. */
    public Challenge answered(NodeName node, Sha256 tlsKey, Sha256 statement) {
      return new Challenge(nonce, node, session, tlsKey, expires, Optional.of(statement));
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
    Objects.requireNonNull(statement, "statement");
  }

  /** A challenge that asks for no statement. */
  public Challenge(Octets nonce, NodeName node, Session session, Sha256 tlsKey, Instant expires) {
    this(nonce, node, session, tlsKey, expires, Optional.empty());
  }

  /** The same, answered with a statement of that digest. */
  public Challenge stating(Sha256 digest) {
    return new Challenge(nonce, node, session, tlsKey, expires, Optional.of(digest));
  }

  /**
   * 32 bytes for the TPM to sign: SHA-256 over the domain {@value #DOMAIN} and the values, each
   * with its length before it (16 bits, big-endian), so that no two challenges share an encoding.
   * With a statement the domain is {@value #STATING}, and the statement's digest the last value:
   * who may choose every nonce still cannot have a statement that the node did not make.
   */
  public Octets qualifyingData() {
    String domain = statement.isPresent() ? STATING : DOMAIN;
    WireWriter writer = WireWriter.bigEndian().sized(text(domain)).sized(nonce);
    writer.sized(text(node.value())).sized(text(session.value())).sized(octets(tlsKey));
    statement.ifPresent(digest -> writer.sized(octets(digest)));
    return HashAlgorithm.SHA256.hash(writer.written());
  }

  private static Octets octets(Sha256 digest) {
    return Octets.of(digest.bytes());
  }

  private static Octets text(String value) {
    return Octets.of(value.getBytes(StandardCharsets.UTF_8));
  }
}
