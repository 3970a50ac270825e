package org.icecoat.trust.eventlog;

import java.util.List;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;

/** What was measured on a node, as a quote proves it: all of it, in order. Immutable. */
public final class VerifiedComponents {
  private final VerifiedQuote quote;
  private final List<MeasuredComponent> components;

  private VerifiedComponents(VerifiedQuote quote, List<MeasuredComponent> components) {
    this.quote = quote;
    this.components = components;
  }

  /**
   * Judges a log of components.
   *
   * @param pcr into which the plug-in measures; in the quote, which is over the SHA-256 bank
   */
  public static Verdict<VerifiedComponents> verify(Octets bytes, VerifiedQuote quote, int pcr) {
    if (quote.selection().bank() != PcrBank.SHA256
        || !quote.selection().contains(pcr)
        || QuoteExpectation.RESETTABLE.contains(pcr)) {
      throw new IllegalArgumentException(
          "PCR %d of a log, but %s is quoted".formatted(pcr, quote.selection()));
    }
    ComponentLog log;
    try {
      log = ComponentLog.parse(bytes, pcr);
    } catch (TrustException e) {
      return Verdict.refused(Reason.COMPONENT_LOG_MALFORMED, e.getMessage());
    }
    Octets quoted = quote.values().value(pcr);
    return log.replay().equals(quoted)
        ? new Verdict.Accepted<>(new VerifiedComponents(quote, log.components()))
        : Verdict.refused(Reason.LOG_DIFFERS_FROM_PCR, log.differs(quoted));
  }

  public VerifiedQuote quote() {
    return quote;
  }

  public List<MeasuredComponent> components() {
    return components;
  }
}
