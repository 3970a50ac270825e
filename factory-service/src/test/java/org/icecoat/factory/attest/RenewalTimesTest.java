package org.icecoat.factory.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.trust.TrustResult;
import org.junit.jupiter.api.Test;

class RenewalTimesTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofSeconds(15);
  private static final int FLEET = 1000;
  private static final int LOOKS = 200;

  private final RenewalTimes times = new RenewalTimes(EVERY);

  @Test
  void a_fleet_that_was_asked_in_one_moment_is_asked_evenly_from_the_next_round_on() {
    List<Integer> asked = asked();
    int even = (int) (FLEET * LOOK.toMillis() / EVERY.multipliedBy(3).dividedBy(4).toMillis());
    assertThat(asked.subList(0, 5)).containsOnly(0);
    assertThat(asked.subList(5, LOOKS))
        .allSatisfy(each -> assertThat(each).isBetween(even / 2, even * 3 / 2));
  }

  @Test
  void no_node_is_asked_later_than_was_promised_or_twice_in_a_short_while() {
    for (int i = 0; i < FLEET; i++) {
      assertThat(due(i, EVERY)).isTrue();
      assertThat(due(i, EVERY.dividedBy(4))).isFalse();
    }
  }

  @Test
  void a_result_that_ends_sooner_and_a_vm_that_wants_it_young_shorten_the_time() {
    TrustResult rejected = TrustResult.rejected(START, List.of("no"), Optional.empty());
    TrustResult brief =
        new TrustResult(
            rejected.verdict(),
            START,
            Optional.of(START.plusSeconds(60)),
            rejected.policy(),
            rejected.reasons(),
            rejected.evidence());
    assertThat(times.isDue(node(1), brief, Optional.empty(), START.plusSeconds(30))).isTrue();
    assertThat(times.isDue(node(1), brief, Optional.empty(), START.plusSeconds(7))).isFalse();
    Optional<Duration> young = Optional.of(Duration.ofSeconds(40));
    assertThat(times.isDue(node(1), rejected, young, START.plusSeconds(20))).isTrue();
    assertThat(times.isDue(node(1), rejected, Optional.empty(), START.plusSeconds(20))).isFalse();
  }

  @Test
  void a_clock_that_was_set_back_makes_every_result_due() {
    assertThat(due(1, Duration.ofSeconds(-1))).isTrue();
  }

  /** How many nodes are asked at each look, all of them having been asked at the start. */
  private List<Integer> asked() {
    Map<Integer, Instant> last = new HashMap<>();
    IntStream.range(0, FLEET).forEach(node -> last.put(node, START));
    List<Integer> asked = new ArrayList<>();
    for (int look = 1; look <= LOOKS; look++) {
      Instant now = START.plus(LOOK.multipliedBy(look));
      List<Integer> due =
          last.keySet().stream().filter(node -> due(node, last.get(node), now)).toList();
      due.forEach(node -> last.put(node, now));
      asked.add(due.size());
    }
    return asked;
  }

  private boolean due(int node, Duration later) {
    return due(node, START, START.plus(later));
  }

  private boolean due(int node, Instant at, Instant now) {
    TrustResult result = TrustResult.rejected(at, List.of("no"), Optional.empty());
    return times.isDue(node(node), result, Optional.empty(), now);
  }

  private static NodeName node(int number) {
    return new NodeName("node%04d.example.org".formatted(number));
  }
}
