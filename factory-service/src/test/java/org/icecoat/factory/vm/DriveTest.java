package org.icecoat.factory.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DriveTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private static boolean mayActAfter(int seconds) {
    return Drive.fresh(0).afterFailure(NOW.plusSeconds(seconds)).mayAct(NOW);
  }

  @Test
  void what_failed_waits_but_not_for_a_clock_that_was_put_back() {
    assertThat(mayActAfter(0)).isTrue();
    assertThat(mayActAfter(30)).isFalse();
    assertThat(mayActAfter(3600)).isTrue();
  }
}
