package org.icecoat.trust.evidence;

import java.util.List;
import org.icecoat.trust.structure.Attestation.Quote;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;

/** Whether a quote covers what was asked for, and the values sent are those that it covers. */
final class PcrChecks {
  private PcrChecks() {}

  /** Judges by the selection inside the quote; {@code values} is null if unreadable. */
  static void judge(Quote quote, QuoteExpectation expected, PcrValues values, List<Finding> found) {
    if (quote.selections().size() > 1) {
      found.add(new Finding(Reason.SELECTION_NOT_SINGLE, quote.selections().toString()));
      return;
    }
    if (quote.selections().isEmpty() || quote.selections().get(0).indexes().isEmpty()) {
      found.add(new Finding(Reason.SELECTION_EMPTY, "asked for " + expected.selection()));
      return;
    }
    PcrSelection quoted = quote.selections().get(0);
    selection(quoted, expected.selection(), found);
    if (values != null) {
      values(quote, quoted, values, expected, found);
    }
  }

  private static void selection(PcrSelection quoted, PcrSelection asked, List<Finding> found) {
    String both = "%s instead of %s".formatted(quoted, asked);
    if (quoted.bank() != asked.bank()) {
      found.add(new Finding(Reason.BANK_DIFFERS, both));
    }
    if (!quoted.indexes().containsAll(asked.indexes())) {
      found.add(new Finding(Reason.PCRS_MISSING, both));
    }
    if (!asked.indexes().containsAll(quoted.indexes())) {
      found.add(new Finding(Reason.PCRS_UNASKED, both));
    }
  }

  private static void values(
      Quote quote,
      PcrSelection quoted,
      PcrValues values,
      QuoteExpectation expected,
      List<Finding> found) {
    if (!values.selection().equals(quoted)) {
      found.add(
          new Finding(
              Reason.VALUES_NOT_AS_QUOTED,
              "values of %s beside a quote of %s".formatted(values.selection(), quoted)));
    }
    Octets digest = values.digest(expected.key().scheme().hash());
    if (!digest.equals(quote.pcrDigest())) {
      found.add(
          new Finding(
              Reason.PCR_DIGEST_DIFFERS,
              "the values give %s, the quote has %s".formatted(digest, quote.pcrDigest())));
    }
  }
}
