package org.icecoat.service.metrics;

import java.time.Duration;
import java.util.function.Supplier;

/** An answer that is good for a while. */
final class Remembered<T> implements Supplier<T> {
  private final Supplier<T> source;
  private final Duration life;
  private T answer;
  private long asked;

  Remembered(Supplier<T> source, Duration life) {
    this.source = source;
    this.life = life;
  }

  @Override
  public synchronized T get() {
    if (answer == null || System.nanoTime() - asked > life.toNanos()) {
      answer = source.get();
      asked = System.nanoTime();
    }
    return answer;
  }
}
