package org.icecoat.testbed.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void the_median_of_an_odd_number_of_rounds_is_the_one_in_the_middle() {
    assertThat(new Rounds(List.of(9.0, 1.0, 5.0)).median()).isEqualTo(5.0);
  }

  @Test
  void the_median_of_an_even_number_of_rounds_is_between_the_two_in_the_middle() {
    assertThat(new Rounds(List.of(8.0, 100.0, 1.0, 4.0)).median()).isEqualTo(6.0);
  }

  @Test
  void one_disturbed_round_does_not_move_the_median() {
    assertThat(new Rounds(List.of(5.0, 5.0, 5.0, 5.0, 900.0)).median()).isEqualTo(5.0);
  }

  @Test
  void ratios_are_of_rounds_that_were_measured_side_by_side() {
    Rounds ratios = new Rounds(List.of(2.0, 9.0)).over(new Rounds(List.of(1.0, 3.0)));
    assertThat(ratios.values()).containsExactly(2.0, 3.0);
    assertThat(ratios.least()).isEqualTo(2.0);
    assertThat(ratios.greatest()).isEqualTo(3.0);
  }

  @Test
  void no_rounds_are_no_result() {
    assertThatThrownBy(() -> new Rounds(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
