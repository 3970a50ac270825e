package org.icecoat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import javax.xml.datatype.DatatypeFactory;
import org.icecoat.wire.time.DurationAdapter;
import org.icecoat.wire.time.InstantAdapter;
import org.junit.jupiter.api.Test;

class TimesTest {
  private final InstantAdapter instants = new InstantAdapter();
  private final DurationAdapter durations = new DurationAdapter();

  @Test
  void a_time_without_zone_is_utc_and_any_zone_is_converted() throws Exception {
    Instant noon = Instant.parse("2026-11-01T12:00:00Z");
    assertThat(instants.unmarshal("2026-11-01T12:00:00Z")).isEqualTo(noon);
    assertThat(instants.unmarshal(" 2026-11-01T12:00:00 ")).isEqualTo(noon);
    assertThat(instants.unmarshal("2026-11-01T14:00:00+02:00")).isEqualTo(noon);
    assertThat(instants.unmarshal("2026-10-31T24:00:00Z"))
        .isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    assertThat(instants.marshal(noon)).isEqualTo("2026-11-01T12:00:00Z");
  }

  @Test
  void every_hour_of_the_day_keeps_its_microseconds_in_every_spelling() throws Exception {
    for (int hour = 0; hour < 24; hour++) {
      String time = "2026-11-01T%02d:59:59.123456".formatted(hour);
      Instant exact = Instant.parse(time + "Z");
      assertThat(instants.unmarshal(instants.marshal(exact))).isEqualTo(exact);
      assertThat(instants.unmarshal(time)).isEqualTo(exact);
      assertThat(instants.unmarshal(time + "+00:00")).isEqualTo(exact);
      assertThat(instants.unmarshal(time + "000000000Z")).isEqualTo(exact);
    }
  }

  @Test
  void times_long_ago_and_far_ahead_are_exact_too() throws Exception {
    for (String time : new String[] {"1500-03-01T20:00:00.000001", "9999-12-31T23:59:59.999999"}) {
      assertThat(instants.unmarshal(time)).isEqualTo(Instant.parse(time + "Z"));
      assertThat(instants.unmarshal(time + "Z")).isEqualTo(Instant.parse(time + "Z"));
    }
  }

  @Test
  void what_is_no_time_is_refused() {
    assertThatThrownBy(() -> instants.unmarshal("tomorrow")).isInstanceOf(Exception.class);
    assertThatThrownBy(() -> instants.unmarshal("2026-11-01")).isInstanceOf(Exception.class);
    assertThatThrownBy(() -> instants.unmarshal("2".repeat(1000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void durations_of_other_tools_are_read() throws Exception {
    assertThat(durations.unmarshal("P1D")).isEqualTo(Duration.ofDays(1));
    assertThat(durations.unmarshal("PT90M")).isEqualTo(Duration.ofMinutes(90));
    String java = DatatypeFactory.newInstance().newDuration(86_400_000L).toString();
    assertThat(durations.unmarshal(java)).isEqualTo(Duration.ofDays(1));
    assertThat(durations.marshal(Duration.ofDays(1))).isEqualTo("PT24H");
  }

  @Test
  void months_have_no_exact_length() {
    assertThatThrownBy(() -> durations.unmarshal("P1M")).hasMessageContaining("days");
    assertThatThrownBy(() -> durations.unmarshal("P1Y")).hasMessageContaining("days");
    assertThatThrownBy(() -> durations.unmarshal("1 hour")).isInstanceOf(RuntimeException.class);
  }
}
