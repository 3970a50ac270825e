package org.icecoat.testbed.demo;

import java.util.List;

/**
 * How long a demo took from the grid's first certificate to its end, and whether that is as long as
 * was promised. The time depends on what else the machine does, so it decides nothing.
 *
 * @param seconds without packages, build and images
 */
record DemoTime(long seconds) {
  private static final long PROMISED_SECONDS = 240;

  List<String> lines() {
    String took = "The grid and all that was shown on it took " + seconds + " s.";
    return seconds < PROMISED_SECONDS
        ? List.of(took)
        : List.of(
            took,
            "WARNING: two cores that do nothing else need less than %d s; what else runs here?"
                .formatted(PROMISED_SECONDS));
  }
}
