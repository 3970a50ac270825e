package org.icecoat.testbed.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {
  @Test
  void a_rate_must_reach_its_goal() {
    Goal goal = Goal.atLeast(1.7);
    assertThat(goal.isMetBy(1.7)).isTrue();
    assertThat(goal.isMetBy(2.0)).isTrue();
    assertThat(goal.isMetBy(1.69)).isFalse();
  }

  @Test
  void a_duration_must_not_pass_its_goal() {
    Goal goal = Goal.atMost(1.1);
    assertThat(goal.isMetBy(1.1)).isTrue();
    assertThat(goal.isMetBy(0.9)).isTrue();
    assertThat(goal.isMetBy(1.11)).isFalse();
  }

  @Test
  void a_ratio_that_is_no_number_meets_no_goal() {
    assertThat(Goal.atLeast(0).isMetBy(Double.NaN)).isFalse();
    assertThat(Goal.atMost(1).isMetBy(Double.NaN)).isFalse();
  }

  @Test
  void a_goal_says_its_direction() {
    assertThat(Goal.atLeast(0.5)).hasToString("at least 0.50");
    assertThat(Goal.atMost(1.1)).hasToString("at most 1.10");
  }
}
