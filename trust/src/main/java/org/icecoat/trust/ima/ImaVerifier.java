package org.icecoat.trust.ima;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.ClockRule.Boot;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;

/**
 * Judges whether an IMA list leads to the quoted PCR 10. List and quote are not taken at one
 * moment, so the list may be longer: its first beginning that gives the quoted value counts, and
 * the next quote has to cover what was left over.
 */
public final class ImaVerifier {
  public static final int PCR = 10;

  private static final int ONES = 0xff;
  private static final int MOST_FINDINGS = 20;

  private ImaVerifier() {}

  /**
   * Judges lines of the list.
   *
   * @param ascii the lines after the position's
   * @param quote of PCR 10
   * @param from where the last verified quote of the same boot led to, else START
   */
  public static Verdict<VerifiedImaLog> verify(
      Octets ascii, VerifiedQuote quote, ImaPosition from) {
    if (!quote.selection().contains(PCR)) {
      throw new IllegalArgumentException("PCR 10 is not in " + quote.selection());
    }
    if (from.verified() > 0 && quote.boot() != Boot.SAME) {
      return Verdict.refused(
          Reason.IMA_NO_PROGRESS,
          "the list goes on after line %d, but the machine was restarted"
              .formatted(from.verified()));
    }
    try {
      return verify(ImaLog.parse(ascii), quote, from);
    } catch (TrustException e) {
      return Verdict.refused(Reason.IMA_LOG_MALFORMED, e.getMessage());
    }
  }

  private static Verdict<VerifiedImaLog> verify(ImaLog log, VerifiedQuote quote, ImaPosition from) {
    PcrBank bank = quote.selection().bank();
    Octets quoted = quote.values().value(PCR);
    List<Finding> found = new ArrayList<>();
    Octets value = from.value().orElseGet(bank::zero);
    int covered = 0;
    while (!value.equals(quoted) && covered < log.entries().size()) {
      ImaEntry entry = log.entries().get(covered);
      value = bank.extend(value, extended(entry, bank, found));
      covered++;
    }
    if (!value.equals(quoted)) {
      found.add(
          new Finding(
              Reason.LOG_DIFFERS_FROM_PCR,
              "PCR 10 is %s, %d lines of IMA lead to %s".formatted(quoted, covered, value)));
    }
    ImaPosition position =
        new ImaPosition(
            from.verified() + covered,
            Math.max(from.shown(), from.verified() + log.entries().size()),
            Optional.of(value));
    if (position.verified() < from.shown()) {
      found.add(
          new Finding(
              Reason.IMA_NO_PROGRESS,
              "PCR 10 covers %d lines, %d were shown before"
                  .formatted(position.verified(), from.shown())));
    }
    return found.isEmpty()
        ? new Verdict.Accepted<>(
            new VerifiedImaLog(quote, from, position, log.entries().subList(0, covered)))
        : new Verdict.Refused<>(found);
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

  /**
   * What the digest of the line boot_aggregate must be: over PCRs 0 to 7 with SHA-1, 0 to 9 with
   * the others, as they were when the kernel started.
   *
   * @param values of the bank of {@code algorithm}
   */
  public static Octets bootAggregate(HashAlgorithm algorithm, PcrValues values) {
    int last = algorithm == HashAlgorithm.SHA1 ? 7 : 9;
    Octets[] parts = new Octets[last + 1];
    for (int pcr = 0; pcr <= last; pcr++) {
      parts[pcr] = values.value(pcr);
      if (parts[pcr] == null || values.bank().hash() != algorithm) {
        throw new IllegalArgumentException(
            "A boot aggregate of %s needs PCRs 0 to %d, not %s"
                .formatted(algorithm, last, values.selection()));
      }
    }
    return algorithm.hash(parts);
  }

  /** Whether the list is of the boot whose PCRs are given. */
  public static Optional<Finding> sameBoot(VerifiedImaLog log, PcrValues values) {
    Optional<ImaEntry> first = log.bootAggregate();
    if (first.isEmpty()) {
      return Optional.of(
          new Finding(Reason.BOOT_AGGREGATE_DIFFERS, "the list does not begin with it"));
    }
    ImaEntry.File file = first.get().file();
    boolean same =
        values.bank().hash() == file.algorithm()
            && bootAggregate(file.algorithm(), values).equals(file.digest());
    return same
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Reason.BOOT_AGGREGATE_DIFFERS,
                "%s with %s".formatted(file.digest(), file.algorithm())));
  }
}
