package org.icecoat.trust.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;

/**
 * Logs beside a quote that was refused: what they state, or what is wrong with them. To be accepted
 * here proves nothing.
 */
public final class StatedLog {
  private StatedLog() {}

  /**
   * What a firmware log says of those PCRs.
   *
   * @param values of the SHA-256 bank to which it has to lead, as far as they are known; may be
   *     empty
   */
  public static Verdict<List<LogEvent>> events(
      Octets bytes, Set<Integer> pcrs, Optional<PcrValues> values) {
    LogReplay replay;
    try {
      replay = new LogReplay(EventLog.parse(bytes), PcrBank.SHA256);
    } catch (TrustException e) {
      return Verdict.refused(Reason.EVENT_LOG_MALFORMED, e.getMessage());
    }
    List<Finding> found = new ArrayList<>(replay.found());
    values.ifPresent(known -> LogVerifier.compare(replay, known, quoted(pcrs, known), found));
    return found.isEmpty()
        ? new Verdict.Accepted<>(
            replay.measured().stream()
                .map(VerifiedEvent::event)
                .filter(event -> pcrs.contains(event.pcr()))
                .toList())
        : new Verdict.Refused<>(found);
  }

  private static Set<Integer> quoted(Set<Integer> pcrs, PcrValues values) {
    Set<Integer> both = new TreeSet<>(pcrs);
    both.retainAll(values.byIndex().keySet());
    return both;
  }

  /**
   * What a log of components says.
   *
   * @param value of the PCR to which it has to lead, if it is known
   */
  public static Verdict<List<MeasuredComponent>> components(
      Octets bytes, int pcr, Optional<Octets> value) {
    ComponentLog log;
    try {
      log = ComponentLog.parse(bytes, pcr);
    } catch (TrustException e) {
      return Verdict.refused(Reason.COMPONENT_LOG_MALFORMED, e.getMessage());
    }
    return value
        .filter(known -> !log.replay().equals(known))
        .<Verdict<List<MeasuredComponent>>>map(
            known -> Verdict.refused(Reason.LOG_DIFFERS_FROM_PCR, log.differs(known)))
        .orElseGet(() -> new Verdict.Accepted<>(log.components()));
  }
}
