package org.icecoat.console.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Moments moments =
      new Moments(Clock.fixed(NOON, ZoneOffset.UTC), ZoneId.of("Europe/Berlin"));

  @Test
  void a_moment_is_shown_in_the_users_zone_with_the_time_that_is_left() {
    assertThat(moments.end(NOON.plusSeconds(7980)))
        .isEqualTo("2026-11-23 15:13:00 CET (2 h 13 min left)");
  }

  @Test
  void what_is_over_says_since_when() {
    assertThat(moments.left(NOON.minusSeconds(300))).isEqualTo("over since 5 min");
  }

  @Test
  void a_moment_of_today_is_only_a_time() {
    assertThat(moments.brief(NOON)).isEqualTo("13:00:00");
    assertThat(moments.brief(NOON.minusSeconds(86400))).isEqualTo("2026-11-22 13:00:00 CET");
  }

  @Test
  void moments_are_read_with_a_zone_without_one_and_from_now() {
    assertThat(moments.parse("2026-11-23T14:05")).isEqualTo("2026-11-23T13:05:00Z");
    assertThat(moments.parse("2026-11-23 14:05:09")).isEqualTo("2026-11-23T13:05:09Z");
    assertThat(moments.parse("2026-11-23T14:05:00Z")).isEqualTo("2026-11-23T14:05:00Z");
    assertThat(moments.parse("2026-11-23T14:05+05:00")).isEqualTo("2026-11-23T09:05:00Z");
    assertThat(moments.parse("+2h")).isEqualTo("2026-11-23T14:00:00Z");
  }

  @Test
  void anything_else_is_refused_with_examples() {
    assertThatThrownBy(() -> moments.parse("tomorrow"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("or +2h");
  }
}
