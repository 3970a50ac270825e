package org.icecoat.trust.ima;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;

/**
 * A way through lines, up to the quoted value or to the end.
 *
 * @param value of PCR 10 after {@code covered} lines
 */
record ImaWalk(ImaLog log, int covered, Octets value, List<Finding> found) {
  private static final int ONES = 0xff;
  private static final int MOST_FINDINGS = 20;

  static ImaWalk over(ImaLog log, VerifiedQuote quote, ImaPosition from) {
    PcrBank bank = quote.selection().bank();
    return to(quote.values().value(ImaVerifier.PCR), log, bank, from.value().orElseGet(bank::zero));
  }

  /**
   * The way from a value of PCR 10.
   *
   * @param quoted null if all lines are to be walked
   */
  static ImaWalk to(Octets quoted, ImaLog log, PcrBank bank, Octets start) {
    List<Finding> found = new ArrayList<>();
    Octets value = start;
    int covered = 0;
    while (!value.equals(quoted) && covered < log.entries().size()) {
      value = bank.extend(value, extended(log.entries().get(covered), bank, found));
      covered++;
    }
    return new ImaWalk(log, covered, value, found);
  }

  boolean arrived(VerifiedQuote quote) {
    return value.equals(quote.values().value(ImaVerifier.PCR));
  }

  /** That it led elsewhere. */
  Finding differs(Reason reason, Octets quoted) {
    return new Finding(
        reason, "PCR 10 is %s, %d lines of IMA lead to %s".formatted(quoted, covered, value));
  }

  /** What the kernel extended for the line: a violation is all ones. */
  private static Octets extended(ImaEntry entry, PcrBank bank, List<Finding> found) {
    if (entry.violation()) {
      return ones(bank);
    }
    Octets sha1 = HashAlgorithm.SHA1.hash(entry.templateData());
    if (!sha1.equals(entry.templateHash()) && found.size() < MOST_FINDINGS) {
      found.add(
          new Finding(
              Reason.IMA_TEMPLATE_ALTERED,
              "line %d, %s".formatted(entry.number() + 1, entry.file().path())));
    }
    return bank == PcrBank.SHA1 ? sha1 : bank.hash().hash(entry.templateData());
  }

  private static Octets ones(PcrBank bank) {
    byte[] value = new byte[bank.hash().length()];
    Arrays.fill(value, (byte) ONES);
    return Octets.of(value);
  }
}
