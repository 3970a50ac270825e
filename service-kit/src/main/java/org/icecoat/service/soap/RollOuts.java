package org.icecoat.service.soap;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.service.policy.RollOut;

/** Reads for how long the version before a new policy still counts. */
public final class RollOuts {
  private RollOuts() {}

  /**
   * What a request to activate a policy asks for.
   *
   * @param until null, as rollOut may be, if it does not
   */
  public static RollOut read(Fields request, Instant until, Duration rollOut) {
    if (until != null && rollOut != null) {
      throw request.refused("RollOut", "Until is given too");
    }
    Optional<RollOut> end = request.optional("Until", until, RollOut.Until::new);
    Optional<RollOut> length = request.optional("RollOut", rollOut, RollOut.Lasting::new);
    return end.or(() -> length).orElse(RollOut.usual());
  }
}
