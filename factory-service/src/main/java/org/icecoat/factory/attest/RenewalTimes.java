package org.icecoat.factory.attest;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.trust.TrustResult;

/**
 * When a node is asked again: each has its own place in a round, by its name, so that a fleet that
 * was asked in one moment, as when policies change, is asked evenly from the next round on. A round
 * is shorter than the time in which a result has to be renewed, so that no node is asked twice in a
 * short while because its place comes soon. Pure.
 *
 * @param every the longest time between two attestations of a node
 */
record RenewalTimes(Duration every) {
  /** A node is asked not sooner than after the first of so many parts of the time that it has. */
  private static final int PARTS = 4;

  private static final int PLACES = 1 << 16;

  /**
   * Whether a node is to be asked again: always at half the life of its result.
   *
   * @param leastAge the least that a VM on it allows its proof to be old
   */
  boolean isDue(NodeName node, TrustResult last, Optional<Duration> leastAge, Instant now) {
    Duration time =
        Stream.of(
                Optional.of(every),
                last.validUntil().map(end -> Duration.between(last.at(), end).dividedBy(2)),
                leastAge.map(age -> age.dividedBy(2)))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant soonest = last.at().plus(time.dividedBy(PARTS));
    long round = Math.max(1, time.minus(time.dividedBy(PARTS)).toMillis());
    boolean backwards = now.isBefore(last.at());
    return backwards || rounds(node, round, now) > rounds(node, round, soonest);
  }

  /** How often the node's place has come. */
  private static long rounds(NodeName node, long round, Instant time) {
    int name = node.value().hashCode() * 0x45d9f3b; // names of one fleet differ little
    long place = (name >>> 16) % PLACES * round / PLACES;
    return Math.floorDiv(time.toEpochMilli() - place, round);
  }
}
