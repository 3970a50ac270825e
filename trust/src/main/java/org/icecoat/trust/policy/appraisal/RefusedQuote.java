package org.icecoat.trust.policy.appraisal;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.PcrValues;

/**
 * What a refused quote says all the same. It may be held against the node and never speak for it:
 * there is no way from here to a {@code VerifiedQuote}.
 *
 * @param values of PCRs that the enrolled key has quoted, if for another challenge or over others
 *     than those asked for
 * @param firmwareVersion of the TPM, if the enrolled key has signed it
 */
record RefusedQuote(Optional<PcrValues> values, OptionalLong firmwareVersion) {
  /** Nothing in it is the word of the enrolled key. */
  static final RefusedQuote SILENT = new RefusedQuote(Optional.empty(), OptionalLong.empty());

  /** What may be found of a quote whose values the enrolled key has signed. */
  private static final Set<Reason> OF_TRUE_VALUES =
      EnumSet.of(
          Reason.KEY_UNKNOWN,
          Reason.KEY_MALFORMED,
          Reason.CHALLENGE_UNKNOWN,
          Reason.CHALLENGE_EXPIRED,
          Reason.CHALLENGE_DIFFERS,
          Reason.COUNTERS_WENT_BACK,
          Reason.CLOCK_WENT_BACK,
          Reason.BANK_DIFFERS,
          Reason.PCRS_MISSING,
          Reason.PCRS_UNASKED,
          Reason.STATEMENT_MALFORMED,
          Reason.STATEMENT_OF_OTHER_VM);

  /** What else may be found of one that the enrolled key has signed. */
  private static final Set<Reason> OF_VALUES =
      EnumSet.of(
          Reason.SELECTION_EMPTY,
          Reason.SELECTION_NOT_SINGLE,
          Reason.PCR_VALUES_MALFORMED,
          Reason.VALUES_NOT_AS_QUOTED,
          Reason.PCR_DIGEST_DIFFERS);

  /** Reads what is left of a quote that was refused for those reasons. */
  static RefusedQuote of(Evidence evidence, Verdict.Refused<?> refused) {
    Set<Reason> reasons =
        refused.findings().stream().map(Finding::reason).collect(Collectors.toSet());
    boolean right = OF_TRUE_VALUES.containsAll(reasons);
    reasons.removeAll(OF_VALUES);
    if (!OF_TRUE_VALUES.containsAll(reasons)) {
      return SILENT;
    }
    try {
      return new RefusedQuote(
          right ? Optional.of(PcrValues.parse(evidence.pcrValues())) : Optional.empty(),
          OptionalLong.of(Attestation.parse(evidence.quote().attest()).firmwareVersion()));
    } catch (TrustException e) {
      return SILENT;
    }
  }
}
