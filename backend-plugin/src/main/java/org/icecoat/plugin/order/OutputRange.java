package org.icecoat.plugin.order;

import org.icecoat.plugin.guest.OutputStreamName;

/** Which output is wanted, at most that many bytes from the offset on; 1 MiB at once at most. */
public record OutputRange(OutputStreamName stream, long offset, int most) {
  private static final int MOST = 1 << 20;

  public OutputRange {
    if (offset < 0 || most < 1) {
      throw new IllegalArgumentException(
          "Range: an offset of at least 0 and at least one byte are needed");
    }
    most = Math.min(most, MOST);
  }
}
