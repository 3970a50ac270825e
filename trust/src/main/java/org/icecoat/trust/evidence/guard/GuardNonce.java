package org.icecoat.trust.evidence.guard;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.icecoat.trust.evidence.binding.CredentialProof;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireWriter;

/**
 * What a proof has to answer: 32 random bytes of who asks for it. Neither what the TPM signs nor
 * what is given out of its secret can be taken for an answer to any other kind of challenge, so who
 * proves this to everybody helps nobody to prove something else.
 */
public record GuardNonce(Octets bytes) {
  public static final int BYTES = 32;

  private static final String SIGNED = "icecoat-log-guard-1";
  private static final String OPENED = "icecoat-log-guard-opened-1";

  public GuardNonce {
    if (bytes.length() != BYTES) {
      throw new IllegalArgumentException("A nonce has 32 bytes, not " + bytes.length());
    }
  }

  static GuardNonce fresh(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new GuardNonce(Octets.of(bytes));
  }

  /**
   * 32 bytes for the TPM to sign with each statement: SHA-256 over the domain {@value #SIGNED} and
   * the nonce, each with its length before it (16 bits, big-endian).
   */
  public Octets qualifyingData() {
    Octets domain = Octets.of(SIGNED.getBytes(StandardCharsets.US_ASCII));
    return HashAlgorithm.SHA256.hash(WireWriter.bigEndian().sized(domain).sized(bytes).written());
  }

  /**
   * What shows that a credential was opened ({@link CredentialProof}), in the domain {@value
   * #OPENED}.
   *
   * @param secret 1 byte or more; the caller wipes it
   */
  public Octets opened(byte[] secret) {
    return CredentialProof.by(secret, OPENED, bytes);
  }
}
