package org.icecoat.trust.policy.appraisal;

import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.structure.PcrValues;

/** All of a node's evidence that a policy looks at, but the TPM's identity. Immutable. */
public final class Measurements {
  private final PcrValues values;
  private final long firmwareVersion;
  private final Evidence.Logs sent;
  private final MeasuredLogs logs;

  Measurements(PcrValues values, long firmwareVersion, Evidence.Logs sent, MeasuredLogs logs) {
    this.values = values;
    this.firmwareVersion = firmwareVersion;
    this.sent = sent;
    this.logs = logs;
  }

  /** What a node has proved. */
  public static Measurements of(VerifiedQuote quote, Evidence evidence) {
    return of(quote, evidence, ImaPosition.START);
  }

  /** The same, where the kernel's list goes on from there. */
  static Measurements of(VerifiedQuote quote, Evidence evidence, ImaPosition from) {
    return new Measurements(
        quote.values(),
        quote.firmwareVersion(),
        evidence.logs(),
        new ProvenLogs(quote, evidence.logs(), from));
  }

  /**
   * What a file of evidence claims: its quote is signed by the key in it, and its values are those
   * quoted. Nothing says whose key that is, or when it was: good to draft and to try policies with,
   * and never to trust anybody.
   */
  public static Verdict<Measurements> claimed(Evidence evidence) {
    Verdict<ClaimedQuote> verdict = ClaimedQuote.judge(evidence);
    if (verdict instanceof Verdict.Refused<ClaimedQuote> refused) {
      return refused.retyped();
    }
    ClaimedQuote quote = verdict.accepted().orElseThrow();
    return new Verdict.Accepted<>(
        new Measurements(
            quote.values(),
            quote.firmwareVersion(),
            evidence.logs(),
            new ClaimedLogs(quote.values(), evidence.logs())));
  }

  PcrValues values() {
    return values;
  }

  /** Of the TPM. */
  long firmwareVersion() {
    return firmwareVersion;
  }

  /** The logs as they came, to see which are empty. */
  Evidence.Logs sent() {
    return sent;
  }

  MeasuredLogs logs() {
    return logs;
  }
}
