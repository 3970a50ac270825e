package org.icecoat.testbed.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {
  @Test
  void a_rate_must_reach_its_goal() {
    Goal goal = Goal.atLeast(1.7);
    assertThat(goal.isMetBy(1.7, 1)).isTrue();
    assertThat(goal.isMetBy(2.0, 1)).isTrue();
    assertThat(goal.isMetBy(1.69, 1)).isFalse();
  }

  @Test
  void a_duration_must_not_pass_its_goal() {
    Goal goal = Goal.atMost(1.1);
    assertThat(goal.isMetBy(1.1, 1)).isTrue();
    assertThat(goal.isMetBy(0.9, 1)).isTrue();
    assertThat(goal.isMetBy(1.11, 1)).isFalse();
  }

  @Test
  void a_ratio_that_is_no_number_meets_no_goal() {
    assertThat(Goal.atLeast(0).isMetBy(Double.NaN, 1)).isFalse();
    assertThat(Goal.atMost(1).isMetBy(Double.NaN, 1)).isFalse();
  }

  @Test
  void a_goal_of_the_figure_alone_looks_at_no_floor() {
    Goal goal = Goal.ownFigureAtLeast(2000);
    assertThat(goal.isMetBy(2000, 1e6)).isTrue();
    assertThat(goal.isMetBy(1999, 1)).isFalse();
  }

  @Test
  void a_goal_of_the_ratio_divides_by_the_floor() {
    assertThat(Goal.atLeast(0.5).isMetBy(10, 20)).isTrue();
    assertThat(Goal.atLeast(0.5).isMetBy(10, 21)).isFalse();
  }

  @Test
  void a_goal_says_its_direction() {
    assertThat(Goal.ownFigureAtLeast(2000)).hasToString("ours at least 2000");
    assertThat(Goal.atLeast(0.5)).hasToString("at least 0.50");
    assertThat(Goal.atMost(1.1)).hasToString("at most 1.10");
  }
}
