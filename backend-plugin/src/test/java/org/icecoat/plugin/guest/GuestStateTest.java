package org.icecoat.plugin.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestStateTest {
  @Test
  void a_state_is_read_as_the_runner_writes_it() throws IOException {
    GuestState state = parse("state x ended 3 60 5 0 7 1");
    assertThat(state.exit()).contains(3);
    assertThat(state.elapsed()).isEqualTo(Duration.ofMinutes(1));
    assertThat(state.out()).isEqualTo(new GuestState.Stream(5, false));
    assertThat(state.err()).isEqualTo(new GuestState.Stream(7, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state x running - -1 0 0 0 0",
        "state x running - -1000000000000 0 0 0 0",
        "state x running - 9223372036854775807 0 0 0 0",
        "state x running - 3153600001 0 0 0 0",
        "state x running - 0 -1 0 0 0",
        "state x running - 0 0 0 -1 0",
        "state x running - many 0 0 0 0",
      })
  void a_state_that_cannot_be_is_refused(String line) {
    assertThatIOException()
        .isThrownBy(() -> parse(line))
        .withMessageContaining("cannot be understood");
  }

  private static GuestState parse(String line) throws IOException {
    return GuestState.parse(List.of(line.split(" ", -1)));
  }
}
