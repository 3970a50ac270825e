package org.icecoat.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoTimeTest {
  @Test
  void a_demo_says_how_long_it_took() {
    assertThat(new DemoTime(239).lines())
        .containsExactly("The grid and all that was shown on it took 239 s.");
  }

  @Test
  void a_demo_that_took_longer_than_promised_warns() {
    assertThat(new DemoTime(240).lines()).hasSize(2).last().asString().startsWith("WARNING");
  }
}
