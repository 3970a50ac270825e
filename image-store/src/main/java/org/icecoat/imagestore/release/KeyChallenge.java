package org.icecoat.imagestore.release;

import java.util.List;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.PcrSelection;

/**
 * What a node has to do before it gets a key.
 *
 * @param challenge that its quote, and the certification of its storage key, have to answer
 * @param selection what the quote has to cover
 * @param credentials to open, one for each endorsement key that counts
 */
public record KeyChallenge(
    Challenge challenge, PcrSelection selection, List<Credential> credentials) {
  public KeyChallenge {
    credentials = List.copyOf(credentials);
  }

  /**
   * A credential.
   *
   * @param number of the endorsement key in the request, from 0
   */
  public record Credential(int number, EncryptedCredential credential) {}
}
