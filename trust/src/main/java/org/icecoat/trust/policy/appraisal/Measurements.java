package org.icecoat.trust.policy.appraisal;

import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.PcrValues;

/**
 * All that a policy looks at but the TPM's identity.
 *
 * @param firmwareVersion of the TPM
 * @param sent the logs as they came, to see which are empty
 */
record Measurements(PcrValues values, long firmwareVersion, Evidence.Logs sent, MeasuredLogs logs) {
  static Measurements of(VerifiedQuote quote, Evidence evidence) {
    return new Measurements(
        quote.values(),
        quote.firmwareVersion(),
        evidence.logs(),
        new ProvenLogs(quote, evidence.logs()));
  }
}
