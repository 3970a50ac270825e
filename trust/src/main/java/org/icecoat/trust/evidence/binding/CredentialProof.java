package org.icecoat.trust.evidence.binding;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireWriter;

/**
 * What shows that the secret of a credential was revealed, and does not reveal it. Who opens
 * credentials for anybody gives this out and never the secret, or anybody could have one opened
 * that a third party made for the same TPM, and pass for that TPM there.
 */
public final class CredentialProof {
  private static final String HMAC = "HmacSHA256";

  private CredentialProof() {}

  /**
   * HMAC-SHA-256 by the secret over domain and nonce, each with its length before it (16 bits,
   * big-endian).
   *
   * @param secret 1 byte or more; the caller wipes it
   * @param domain ASCII, another for each kind of question
   * @param nonce of who asks
   */
  public static Octets by(byte[] secret, String domain, Octets nonce) {
    Octets text = Octets.of(domain.getBytes(StandardCharsets.US_ASCII));
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return Octets.of(
          mac.doFinal(WireWriter.bigEndian().sized(text).sized(nonce).written().bytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
    }
  }
}
