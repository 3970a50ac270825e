package org.icecoat.imagestore.release;

import java.util.List;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;

/**
 * What a node answers to a {@link KeyChallenge}; nothing of it is judged yet.
 *
 * @param credentials what was in them, in their order
 * @param storageKey the certification of the storage key
 */
public record KeyAnswer(
    Challenge.Session session,
    List<Octets> credentials,
    SignedAttestation storageKey,
    Evidence evidence) {
  public KeyAnswer {
    credentials = List.copyOf(credentials);
  }
}
