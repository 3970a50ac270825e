package org.icecoat.factory.attest;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeTrustStore.Turn;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.PcrSelection;

/** A challenge to a node, and what it answers; nothing of it is judged. */
final class NodeExchange {
  private static final int MOST_KEYS = 3;
  private static final String RESTLESS =
      "%s served with another TLS key each of the %d times that it was asked, so that what it says"
          + " is bound to none; look at what renews its host's key.";

  private final AttesterClient client;
  private final ChallengeBook challenges;
  private final Supplier<Turn> turns;

  NodeExchange(AttesterClient client, ChallengeBook challenges, Supplier<Turn> turns) {
    this.client = client;
    this.challenges = challenges;
    this.turns = turns;
  }

  /**
   * What a node answered.
   *
   * @param turn taken before the challenge was issued
   * @param asked when the challenge was issued
   */
  record Answer(Challenge challenge, Turn turn, Instant asked, Evidence evidence) {}

  /**
   * Asks a node. Its host may take up another key between the look at it and the answer: then it is
   * asked again.
   *
   * @param from where the list of its files is to begin
   * @throws FactoryException NODE_UNAVAILABLE if it does so each time
   */
  Answer ask(NodeAddress node, PcrSelection selection, ImaFrom from) {
    Sha256 key = client.tlsKey(node);
    for (int tries = 1; tries <= MOST_KEYS; tries++) {
      Turn turn = turns.get();
      Challenge challenge = challenge(node, key);
      Evidence evidence = client.attest(node, challenge, selection, from);
      Sha256 now = client.tlsKey(node);
      if (now.equals(key)) {
        return new Answer(challenge, turn, challenges.issued(challenge), evidence);
      }
      key = now;
    }
    throw new FactoryException(
        FactoryFault.NODE_UNAVAILABLE, RESTLESS.formatted(node.name(), MOST_KEYS));
  }

  private Challenge challenge(NodeAddress node, Sha256 tlsKey) {
    Challenge.Session session = new Challenge.Session(UUID.randomUUID().toString());
    try {
      return challenges.issue(node.name(), session, tlsKey);
    } catch (TrustException e) {
      throw new FactoryException(FactoryFault.BUSY, e.getMessage(), e);
    }
  }
}
