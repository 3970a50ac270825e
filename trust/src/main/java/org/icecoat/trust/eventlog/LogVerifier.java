package org.icecoat.trust.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrValues;

/** Judges whether a firmware log leads to the quoted values of PCRs. */
public final class LogVerifier {
  private LogVerifier() {}

  /** Reads the log and judges it. */
  public static Verdict<VerifiedLog> verify(Octets bytes, VerifiedQuote quote, Set<Integer> pcrs) {
    try {
      return verify(EventLog.parse(bytes), quote, pcrs);
    } catch (TrustException e) {
      return Verdict.refused(Reason.EVENT_LOG_MALFORMED, e.getMessage());
    }
  }

  /**
   * Judges a log that has been read before, perhaps for another quote.
   *
   * @param pcrs that the log has to explain, each in the quote; a policy leaves out those that the
   *     running system extends too
   */
  public static Verdict<VerifiedLog> verify(EventLog log, VerifiedQuote quote, Set<Integer> pcrs) {
    if (!quote.selection().indexes().containsAll(pcrs)
        || pcrs.stream().anyMatch(QuoteExpectation.RESETTABLE::contains)) {
      throw new IllegalArgumentException(
          "PCRs %s of a log, but %s are quoted".formatted(pcrs, quote.selection()));
    }
    LogReplay replay = new LogReplay(log, quote.selection().bank());
    List<Finding> found = new ArrayList<>(replay.found());
    compare(replay, quote.values(), pcrs, found);
    if (!found.isEmpty()) {
      return new Verdict.Refused<>(found);
    }
    List<VerifiedEvent> events =
        replay.measured().stream().filter(each -> pcrs.contains(each.event().pcr())).toList();
    return new Verdict.Accepted<>(new VerifiedLog(quote, pcrs, events));
  }

  /** Tells of each of those PCRs whose value is not what the log leads to. */
  static void compare(LogReplay replay, PcrValues values, Set<Integer> pcrs, List<Finding> found) {
    for (int pcr : pcrs) {
      if (!replay.value(pcr).equals(values.value(pcr))) {
        found.add(
            new Finding(
                Reason.LOG_DIFFERS_FROM_PCR,
                "PCR %d is %s, the log leads to %s"
                    .formatted(pcr, values.value(pcr), replay.value(pcr))));
      }
    }
  }
}
