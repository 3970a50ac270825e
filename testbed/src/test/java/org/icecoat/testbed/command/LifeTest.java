package org.icecoat.testbed.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LifeTest {
  @Test
  void a_process_goes_on_until_it_has_ended() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "600").start();
    Life life = Life.of(process.pid());
    assertThat(life.goesOn()).isTrue();
    process.destroyForcibly().waitFor();
    assertThat(life.goesOn()).isFalse();
    assertThat(Life.of(process.pid()).goesOn()).isFalse();
  }

  @Test
  void another_process_with_the_same_number_is_not_the_same() {
    Life own = Life.ofThisProcess();
    assertThat(own.goesOn()).isTrue();
    assertThat(new Life(own.pid(), own.started() + "1").goesOn()).isFalse();
  }
}
