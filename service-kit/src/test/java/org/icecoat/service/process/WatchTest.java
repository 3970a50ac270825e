package org.icecoat.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest {
  @Test
  void a_look_that_fails_is_not_the_last_one() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(3);
    Runnable failingTwice =
        () -> {
          looks.countDown();
          if (looks.getCount() == 2) {
            throw new IllegalStateException("The disk is away");
          } else if (looks.getCount() == 1) {
            throw new NoClassDefFoundError("The program was replaced");
          }
        };
    try (Watch watch = Watch.start(failingTwice, Duration.ofMillis(1))) {
      assertThat(watch).isNotNull();
      assertThat(looks.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
