package org.icecoat.trust.ima;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.ClockRule.Boot;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;

/**
 * Judges whether an IMA list leads to the quoted PCR 10. List and quote are not taken at one
 * moment, so the list may be longer: its first beginning that gives the quoted value counts, and
 * the next quote has to cover what was left over.
 */
public final class ImaVerifier {
  public static final int PCR = 10;

  /** Of which the kernel measures a digest first, where it hashes with SHA-256. */
  public static final PcrSelection AGGREGATED =
      PcrSelection.of(PcrBank.SHA256, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

  private ImaVerifier() {}

  /**
   * Judges lines of the list.
   *
   * @param quote of PCR 10
   * @param from where the last verified quote of the same boot led to, else START
   */
  public static Verdict<VerifiedImaLog> verify(
      Evidence.Logs sent, VerifiedQuote quote, ImaPosition from) {
    if (!quote.selection().contains(PCR)) {
      throw new IllegalArgumentException("PCR 10 is not in " + quote.selection());
    }
    return misplaced(sent, quote, from)
        .<Verdict<VerifiedImaLog>>map(found -> new Verdict.Refused<>(List.of(found)))
        .orElseGet(() -> read(sent, quote, from));
  }

  /**
   * The lines of a part after which more have to come, as they do not lead to the quote.
   *
   * @param quote of PCR 10
   * @return empty if {@link #verify} has to judge these lines: they are the last ones, or wrong
   */
  public static Optional<ImaFragment> unfinished(
      Evidence.Logs sent, VerifiedQuote quote, ImaPosition from) {
    if (!sent.more() || misplaced(sent, quote, from).isPresent()) {
      return Optional.empty();
    }
    try {
      ImaWalk walk = ImaWalk.over(ImaLog.parse(sent.ima(), from.verified()), quote, from);
      boolean goesOn = walk.covered() > 0 && walk.found().isEmpty() && !walk.arrived(quote);
      ImaPosition after =
          new ImaPosition(
              from.verified() + walk.covered(), shown(from, quote), Optional.of(walk.value()));
      return goesOn ? Optional.of(fragment(walk, quote, after)) : Optional.empty();
    } catch (TrustException e) {
      return Optional.empty();
    }
  }

  private static ImaFragment fragment(ImaWalk walk, VerifiedQuote quote, ImaPosition after) {
    List<ImaEntry> lines = walk.log().entries();
    Optional<Finding> otherBoot =
        lines.get(0).number() == 0 ? sameBoot(lines, quote.values()) : Optional.empty();
    return new ImaFragment(lines, after, otherBoot);
  }

  /** Whether these are not the lines that were to come next. */
  private static Optional<Finding> misplaced(
      Evidence.Logs sent, VerifiedQuote quote, ImaPosition from) {
    Optional<Finding> other = other(sent.from(), from.from());
    if (other.isPresent()) {
      return other;
    }
    return from.verified() > 0 && quote.boot() != Boot.SAME
        ? Optional.of(
            new Finding(
                Reason.IMA_NO_PROGRESS,
                "the list goes on after line %d, but the machine was restarted"
                    .formatted(from.verified())))
        : Optional.empty();
  }

  /** Whether a list begins elsewhere than was asked for. */
  static Optional<Finding> other(ImaFrom sent, ImaFrom asked) {
    return sent.equals(asked)
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Reason.IMA_PART_DIFFERS,
                "after %d lines (%s), asked for after %d (%s)"
                    .formatted(sent.lines(), sent.value(), asked.lines(), asked.value())));
  }

  private static Verdict<VerifiedImaLog> read(
      Evidence.Logs sent, VerifiedQuote quote, ImaPosition from) {
    try {
      ImaWalk walk = ImaWalk.over(ImaLog.parse(sent.ima(), from.verified()), quote, from);
      return walk.arrived(quote) ? arrived(walk, quote, from) : lost(walk, quote, sent.more());
    } catch (TrustException e) {
      return Verdict.refused(Reason.IMA_LOG_MALFORMED, e.getMessage());
    }
  }

  private static Verdict<VerifiedImaLog> arrived(
      ImaWalk walk, VerifiedQuote quote, ImaPosition from) {
    List<Finding> found = new ArrayList<>(walk.found());
    long verified = from.verified() + walk.covered();
    long all = from.verified() + walk.log().entries().size();
    long before = shown(from, quote);
    if (verified < before) {
      found.add(
          new Finding(
              Reason.IMA_NO_PROGRESS,
              "PCR 10 covers %d lines, %d were shown before".formatted(verified, before)));
    }
    ImaPosition position =
        new ImaPosition(verified, Math.max(before, all), Optional.of(walk.value()));
    return found.isEmpty()
        ? new Verdict.Accepted<>(
            new VerifiedImaLog(
                quote, from, position, walk.log().entries().subList(0, walk.covered())))
        : new Verdict.Refused<>(found);
  }

  private static Verdict<VerifiedImaLog> lost(ImaWalk walk, VerifiedQuote quote, boolean more) {
    List<Finding> found = new ArrayList<>(walk.found());
    Reason reason = more ? Reason.IMA_LOG_PARTIAL : Reason.LOG_DIFFERS_FROM_PCR;
    found.add(walk.differs(reason, quote.values().value(PCR)));
    return new Verdict.Refused<>(found);
  }

  /** What was shown in an earlier boot, nothing has to cover. */
  private static long shown(ImaPosition from, VerifiedQuote quote) {
    return quote.boot() == Boot.SAME ? from.shown() : 0;
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

  /**
   * Whether the list is of the boot whose PCRs are given: 0 to 9 of SHA-256, without which nothing
   * shows it.
   *
   * @param log from the first line on
   */
  public static Optional<Finding> sameBoot(VerifiedImaLog log, PcrValues values) {
    return sameBoot(log.bootAggregate(), values);
  }

  /**
   * The same of lines that nothing proves.
   *
   * @param lines the first ones of a boot
   */
  public static Optional<Finding> sameBoot(List<ImaEntry> lines, PcrValues values) {
    return sameBoot(ImaEntry.aggregate(lines), values);
  }

  private static Optional<Finding> sameBoot(Optional<ImaEntry> first, PcrValues values) {
    if (!values.selection().containsAll(AGGREGATED)) {
      return Optional.of(
          new Finding(Reason.BOOT_AGGREGATE_DIFFERS, values.selection() + " are not PCRs 0 to 9"));
    }
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
