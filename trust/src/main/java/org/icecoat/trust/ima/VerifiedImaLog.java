package org.icecoat.trust.ima;

import java.util.List;
import java.util.Optional;
import org.icecoat.trust.evidence.VerifiedQuote;

/**
 * The lines that lead to the quoted PCR 10; only {@link ImaVerifier} makes one. Lines that the
 * kernel wrote after the quote are not among them. Immutable.
 */
public final class VerifiedImaLog {
  private final VerifiedQuote quote;
  private final ImaPosition from;
  private final ImaPosition position;
  private final List<ImaEntry> entries;

  VerifiedImaLog(
      VerifiedQuote quote, ImaPosition from, ImaPosition position, List<ImaEntry> entries) {
    this.quote = quote;
    this.from = from;
    this.position = position;
    this.entries = List.copyOf(entries);
  }

  public VerifiedQuote quote() {
    return quote;
  }

  /** The lines since the last position, in order. */
  public List<ImaEntry> entries() {
    return entries;
  }

  /** Where the next list of the same boot begins. */
  public ImaPosition position() {
    return position;
  }

  /** The first line of the boot, if it is the one that it must be; empty in later parts. */
  public Optional<ImaEntry> bootAggregate() {
    return from.verified() > 0 ? Optional.empty() : ImaEntry.aggregate(entries);
  }
}
