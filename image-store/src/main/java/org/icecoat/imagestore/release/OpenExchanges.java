package org.icecoat.imagestore.release;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.icecoat.imagestore.authorization.NodeCaller;
import org.icecoat.trust.evidence.Challenge;

/** The requests that wait for their answers; each is answered once. For any number of threads. */
final class OpenExchanges {
  private final Clock clock;
  private final Map<Challenge.Session, Exchange> open = new LinkedHashMap<>();

  OpenExchanges(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(Exchange exchange) {
    Instant now = clock.instant();
    open.values().removeIf(old -> old.expired(now));
    open.put(exchange.challenge().session(), exchange);
  }

  /** Takes out the one that this caller has begun; another caller's stays. */
  synchronized Optional<Exchange> take(Challenge.Session session, NodeCaller caller) {
    Optional<Exchange> own =
        Optional.ofNullable(open.get(session))
            .filter(exchange -> exchange.node().dn().equals(caller.dn()));
    own.ifPresent(exchange -> open.remove(session));
    return own;
  }
}
