package org.icecoat.testbed.bench.harness;

/** Time that passed on this machine's monotonic clock. */
public final class Stopwatch {
  private static final double NANOS = 1e9;
  private static final double MEGA = 1e6;

  private final long started = System.nanoTime();

  public double seconds() {
    return (System.nanoTime() - started) / NANOS;
  }

  /** Megabytes (of 10^6 bytes) a second, if that many bytes went by since the start. */
  public double megabytesPerSecond(long bytes) {
    return bytes / MEGA / seconds();
  }
}
