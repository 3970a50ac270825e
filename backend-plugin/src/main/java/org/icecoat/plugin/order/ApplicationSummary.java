package org.icecoat.plugin.order;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.plugin.guest.ApplicationReport;

/**
 * How the application fares.
 *
 * @param heardAt when the guest answered last
 * @param outputBytes of standard output that are kept
 * @param errorBytes of standard error that are kept
 * @param truncated it printed more than is kept
 */
public record ApplicationSummary(
    ApplicationReport report,
    Optional<Instant> heardAt,
    long outputBytes,
    long errorBytes,
    boolean truncated) {
  public static ApplicationSummary none() {
    return new ApplicationSummary(ApplicationReport.none(), Optional.empty(), 0, 0, false);
  }
}
