package org.icecoat.trust.evidence;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.Challenge.Session;
import org.icecoat.trust.structure.Octets;

/**
 * The challenges that are open. Each can be answered once, in time, and is forgotten then. Bounded:
 * when it is full of open challenges no more are issued. For any number of threads.
 */
public final class ChallengeBook {
  private final Clock clock;
  private final SecureRandom random;
  private final Duration lifetime;
  private final int capacity;
  private final Map<Octets, Issued> open = new LinkedHashMap<>();

  /** Which answers are to be taken until when. */
  private record Issued(Instant expires, Predicate<Challenge> admits) {}

  /**
   * A book without challenges.
   *
   * @param lifetime for which a challenge may be answered
   * @param capacity most challenges open at once
   */
  public ChallengeBook(Clock clock, SecureRandom random, Duration lifetime, int capacity) {
    this.clock = clock;
    this.random = random;
    this.lifetime = lifetime;
    this.capacity = capacity;
  }

  /**
   * A new challenge.
   *
   * @throws TrustException CHALLENGES_EXHAUSTED if too many are open
   */
  public Challenge issue(NodeName node, Session session, Sha256 tlsKey) {
    Instant now = clock.instant();
    Challenge challenge = new Challenge(nonce(), node, session, tlsKey, now.plus(lifetime));
    put(challenge.nonce(), new Issued(challenge.expires(), challenge::equals), now);
    return challenge;
  }

  /**
   * A new challenge to whichever node answers with a statement, good for one answer as well.
   *
   * @throws TrustException CHALLENGES_EXHAUSTED if too many are open
   */
  public Challenge.Open issue(Session session) {
    Instant now = clock.instant();
    Challenge.Open challenge = new Challenge.Open(nonce(), session, now.plus(lifetime));
    put(challenge.nonce(), new Issued(challenge.expires(), admitting(challenge)), now);
    return challenge;
  }

  private static Predicate<Challenge> admitting(Challenge.Open issued) {
    return answered ->
        answered.session().equals(issued.session())
            && answered.expires().equals(issued.expires())
            && answered.statement().isPresent();
  }

  private Octets nonce() {
    byte[] nonce = new byte[Challenge.NONCE_BYTES];
    random.nextBytes(nonce);
    return Octets.of(nonce);
  }

  private void put(Octets nonce, Issued issued, Instant now) {
    synchronized (open) {
      forgetExpired(now);
      if (open.size() >= capacity) {
        open.values().removeIf(each -> !isOpen(each, now));
      }
      if (open.size() >= capacity) {
        throw new TrustException(
            TrustFault.CHALLENGES_EXHAUSTED,
            "%d challenges wait for nodes to answer: try again later".formatted(open.size()));
      }
      open.put(nonce, issued);
    }
  }

  /** Takes the challenge out, whatever comes of it, and says what is wrong with it. */
  Optional<Finding> take(Challenge challenge) {
    Issued issued;
    synchronized (open) {
      issued = open.remove(challenge.nonce());
    }
    if (issued == null) {
      return found(Reason.CHALLENGE_UNKNOWN, challenge);
    }
    if (!issued.admits().test(challenge)) {
      return found(Reason.CHALLENGE_DIFFERS, challenge);
    }
    return clock.instant().isAfter(issued.expires())
        ? found(Reason.CHALLENGE_EXPIRED, challenge)
        : Optional.empty();
  }

  /** When a challenge of this book was issued. */
  public Instant issued(Challenge challenge) {
    return challenge.expires().minus(lifetime);
  }

  /** How many challenges have been issued and neither answered nor forgotten. */
  public int size() {
    synchronized (open) {
      return open.size();
    }
  }

  /** Those that are first, which are the oldest, unless the clock was put back meanwhile. */
  private void forgetExpired(Instant now) {
    Iterator<Issued> oldestFirst = open.values().iterator();
    while (oldestFirst.hasNext() && !isOpen(oldestFirst.next(), now)) {
      oldestFirst.remove();
    }
  }

  /** One that lasts much longer than any that is issued now is of a clock that was put back. */
  private boolean isOpen(Issued issued, Instant now) {
    return !now.isAfter(issued.expires())
        && !issued.expires().isAfter(now.plus(lifetime.multipliedBy(2)));
  }

  private static Optional<Finding> found(Reason reason, Challenge challenge) {
    return Optional.of(
        new Finding(
            reason,
            "challenge to node %s in session %s, until %s"
                .formatted(challenge.node(), challenge.session(), challenge.expires())));
  }
}
