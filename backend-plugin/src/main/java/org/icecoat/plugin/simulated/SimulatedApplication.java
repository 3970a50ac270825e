package org.icecoat.plugin.simulated;

import java.time.Duration;

/**
 * What every application does in a simulated guest, whatever was sent.
 *
 * @param output all that it prints on standard output
 * @param exitStatus with which it ends
 * @param duration after which it ends
 */
public record SimulatedApplication(String output, int exitStatus, Duration duration) {
  public static SimulatedApplication endingAtOnce() {
    return new SimulatedApplication("simulated\n", 0, Duration.ZERO);
  }
}
