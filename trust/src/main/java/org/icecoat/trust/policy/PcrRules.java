package org.icecoat.trust.policy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;

/**
 * Which PCRs are quoted, and what each has to be.
 *
 * @param bank SHA-256: the only one that is believed
 */
public record PcrRules(PcrBank bank, List<Pcr> quoted) {
  private static final int MOST_VALUES = 1000;

  /**
   * What one PCR has to be: one of the values, or what the log leads to, or both.
   *
   * @param values empty if any that the log leads to
   * @param byLog which log has to lead to the value, with each of its events matched by a rule;
   *     null if none
   */
  public record Pcr(int pcr, List<Sha256> values, LogKind byLog) {
    public Pcr {
      values = Required.list(values, "values");
      if (pcr < 0 || pcr >= PcrSelection.PCRS) {
        throw new IllegalArgumentException("PCRs are numbered from 0 to 23, not " + pcr);
      }
      if (QuoteExpectation.RESETTABLE.contains(pcr)) {
        throw new IllegalArgumentException(
            "PCR %d can be reset by any software: it proves nothing".formatted(pcr));
      }
      if (values.isEmpty() && byLog == null) {
        throw new IllegalArgumentException("PCR %d needs values or by-log".formatted(pcr));
      }
      if (values.size() > MOST_VALUES) {
        throw new IllegalArgumentException("PCR %d has too many values".formatted(pcr));
      }
    }
  }

  public PcrRules {
    quoted = Required.list(quoted, "quoted");
    Required.count(quoted.size(), PcrSelection.PCRS, "quoted PCRs");
    Required.distinct(quoted.stream().map(Pcr::pcr).toList(), "PCR");
    if (Required.present(bank, "bank") != PcrBank.SHA256) {
      throw new IllegalArgumentException("The bank of PCRs is sha256: others are not believed");
    }
  }

  /** What a quote for this policy has to cover. */
  public PcrSelection selection() {
    return new PcrSelection(bank, quoted.stream().map(Pcr::pcr).toList());
  }

  /** The PCRs to which that log leads. */
  public Set<Integer> by(LogKind log) {
    return quoted.stream()
        .filter(each -> each.byLog() == log)
        .map(Pcr::pcr)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
