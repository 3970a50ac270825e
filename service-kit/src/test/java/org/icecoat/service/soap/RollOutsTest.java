package org.icecoat.service.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.icecoat.service.policy.RollOut;
import org.junit.jupiter.api.Test;

class RollOutsTest {
  private static final Instant THEN = Instant.parse("2026-11-24T00:00:00Z");
  private static final Fields REQUEST =
      new Fields((field, why, cause) -> new IllegalStateException(field + ": " + why, cause));

  @Test
  void the_version_before_ends_as_asked_and_as_configured_if_nothing_is() {
    assertThat(RollOuts.read(REQUEST, null, null)).isEqualTo(RollOut.usual());
    assertThat(RollOuts.read(REQUEST, THEN, null)).isEqualTo(new RollOut.Until(THEN));
    assertThat(RollOuts.read(REQUEST, null, Duration.ZERO))
        .isEqualTo(new RollOut.Lasting(Duration.ZERO));
  }

  @Test
  void what_cannot_be_an_end_is_refused_by_its_field() {
    for (Duration absurd : new Duration[] {Duration.ofSeconds(-1), Duration.ofDays(91)}) {
      assertThatThrownBy(() -> RollOuts.read(REQUEST, null, absurd))
          .hasMessage("RollOut: a roll-out takes 0 s to 90 days");
    }
    assertThatThrownBy(() -> RollOuts.read(REQUEST, THEN, Duration.ZERO))
        .hasMessage("RollOut: Until is given too");
  }
}
