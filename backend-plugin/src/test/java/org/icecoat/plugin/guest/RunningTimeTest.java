package org.icecoat.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunningTimeTest {
  private Instant now = Instant.EPOCH;
  private final RunningTime time = new RunningTime(() -> now);

  @Test
  void time_in_which_the_guest_was_paused_does_not_count() {
    pass(5);
    assertThat(time.elapsed(true)).isEqualTo(Duration.ofSeconds(5));
    pass(600);
    assertThat(time.elapsed(false)).isEqualTo(Duration.ofSeconds(5));
    pass(2);
    assertThat(time.elapsed(true)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void what_the_guest_tells_can_only_add() {
    pass(5);
    time.heard(Duration.ofSeconds(60));
    assertThat(time.elapsed(true)).isEqualTo(Duration.ofSeconds(60));
    time.heard(Duration.ofSeconds(1));
    assertThat(time.elapsed(true)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void it_starts_over() {
    pass(5);
    time.restart();
    assertThat(time.elapsed(true)).isZero();
  }

  private void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }
}
