package org.icecoat.trust.evidence.guard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
  private static final String HMAC = "HmacSHA256";

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
    return HashAlgorithm.SHA256.hash(bound(SIGNED));
  }

  /**
   * What shows that the secret of a credential was revealed, and does not reveal it: HMAC-SHA-256
   * by the secret over the domain {@value #OPENED} and the nonce, written as above.
   *
   * @param secret 1 byte or more; the caller wipes it
   */
  public Octets opened(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return Octets.of(mac.doFinal(bound(OPENED).bytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
    }
  }

  private Octets bound(String domain) {
    Octets text = Octets.of(domain.getBytes(StandardCharsets.US_ASCII));
    return WireWriter.bigEndian().sized(text).sized(bytes).written();
  }
}
