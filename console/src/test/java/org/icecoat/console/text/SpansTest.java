package org.icecoat.console.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
  @ParameterizedTest
  @CsvSource({"90s,PT1M30S", "1h30m,PT1H30M", "7d,PT168H", "2w,PT336H", "PT5M,PT5M"})
  void short_and_standard_forms_are_read(String text, Duration span) {
    assertThat(Spans.parse(text)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "2x", "h", "-2h", "0s", "PT0S", "P1Y", "99999999999d"})
  void anything_else_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> Spans.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,0 s",
    "PT45S,45 s",
    "PT2M,2 min",
    "PT2M5S,2 min 5 s",
    "PT2H13M20S,2 h 13 min",
    "PT76H,3 d 4 h",
    "PT24H,1 d",
    "PT-5S,0 s"
  })
  void the_two_largest_units_are_written(Duration span, String text) {
    assertThat(Spans.text(span)).isEqualTo(text);
  }

  @Test
  void what_is_refused_is_named() {
    assertThatThrownBy(() -> Spans.parse("soon"))
        .hasMessage("'soon' is no length of time; write it like 90s, 30m, 2h, 1h30m or 7d");
  }
}
