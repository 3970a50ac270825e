package org.icecoat.factory.application;

/** Asks for at most {@code maximalBytes} of a stream from {@code offset} on. */
public record OutputRange(Stream stream, long offset, int maximalBytes) {
  private static final int MOST = 4 << 20;

  /** The two streams that an application prints to. */
  public enum Stream {
    STANDARD_OUTPUT,
    STANDARD_ERROR
  }

  public OutputRange {
    if (offset < 0 || maximalBytes < 1) {
      throw new IllegalArgumentException("An output range starts at 0 and has at least one byte");
    }
    maximalBytes = Math.min(maximalBytes, MOST);
  }
}
