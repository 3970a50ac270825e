package org.icecoat.plugin.guest;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.icecoat.domain.vm.VmId;

/**
 * What all guest sessions of a node share.
 *
 * @param clock by which reports are dated
 * @param steady for how long something lasts: counts on whatever the machine's clock is set to, and
 *     tells no time of day
 * @param random must not be predictable for a guest
 * @param scheduler ends talks that take too long
 * @param silence how long a guest may take to greet before the next try
 * @param lost how long a guest that runs may be silent before its application counts as lost
 */
public record GuestSurroundings(
    Door door,
    Clock clock,
    InstantSource steady,
    RandomGenerator random,
    ScheduledExecutorService scheduler,
    Duration silence,
    Duration lost) {

  /** Opens the host's end of a guest's port. */
  @FunctionalInterface
  public interface Door {
    ByteChannel open(VmId id) throws IOException;
  }

  /** 32 hexadecimal digits that were never used before. */
  String nonce() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
