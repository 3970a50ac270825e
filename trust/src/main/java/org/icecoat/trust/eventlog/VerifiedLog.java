package org.icecoat.trust.eventlog;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.icecoat.trust.evidence.VerifiedQuote;

/**
 * The events that lead to the quoted values of some PCRs; only {@link LogVerifier} makes one.
 * Events that are not extended (EV_NO_ACTION), and those of other PCRs, are not among them.
 * Immutable.
 */
public final class VerifiedLog {
  private final VerifiedQuote quote;
  private final Set<Integer> pcrs;
  private final List<VerifiedEvent> events;

  VerifiedLog(VerifiedQuote quote, Set<Integer> pcrs, List<VerifiedEvent> events) {
    this.quote = quote;
    this.pcrs = Collections.unmodifiableSet(new TreeSet<>(pcrs));
    this.events = List.copyOf(events);
  }

  public VerifiedQuote quote() {
    return quote;
  }

  /** The PCRs whose values the events explain. */
  public Set<Integer> pcrs() {
    return pcrs;
  }

  /** In the order of the log. */
  public List<VerifiedEvent> events() {
    return events;
  }

  /** Those of one PCR. */
  public List<VerifiedEvent> events(int pcr) {
    return events.stream().filter(each -> each.event().pcr() == pcr).toList();
  }
}
