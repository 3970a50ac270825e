package org.icecoat.trust.policy.appraisal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.eventlog.LogVerifier;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.eventlog.VerifiedComponents;
import org.icecoat.trust.eventlog.VerifiedEvent;
import org.icecoat.trust.eventlog.VerifiedLog;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.ima.ImaEntry;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.ima.ImaVerifier;
import org.icecoat.trust.ima.VerifiedImaLog;

/**
 * Logs that are compared with a verified quote.
 *
 * @param from where the kernel's list goes on
 */
record ProvenLogs(VerifiedQuote quote, Evidence.Logs logs, ImaPosition from)
    implements MeasuredLogs {
  @Override
  public Verdict<List<LogEvent>> firmware(Set<Integer> pcrs) {
    Verdict<VerifiedLog> verdict = LogVerifier.verify(logs.firmware(), quote, pcrs);
    if (verdict instanceof Verdict.Refused<VerifiedLog> refused) {
      return refused.retyped();
    }
    return new Verdict.Accepted<>(
        verdict.accepted().orElseThrow().events().stream().map(VerifiedEvent::event).toList());
  }

  @Override
  public Verdict<List<MeasuredComponent>> components(int pcr) {
    Verdict<VerifiedComponents> verdict = VerifiedComponents.verify(logs.components(), quote, pcr);
    if (verdict instanceof Verdict.Refused<VerifiedComponents> refused) {
      return refused.retyped();
    }
    return new Verdict.Accepted<>(verdict.accepted().orElseThrow().components());
  }

  /** Of which boot the list is, its first line tells: it was judged where a list goes on. */
  @Override
  public Verdict<List<ImaEntry>> ima() {
    Verdict<VerifiedImaLog> verdict = ImaVerifier.verify(logs, quote, from);
    if (verdict instanceof Verdict.Refused<VerifiedImaLog> refused) {
      return refused.retyped();
    }
    VerifiedImaLog log = verdict.accepted().orElseThrow();
    Optional<Finding> otherBoot =
        from.verified() == 0 && !log.entries().isEmpty()
            ? ImaVerifier.sameBoot(log, quote.values())
            : Optional.empty();
    return otherBoot.isPresent()
        ? new Verdict.Refused<>(List.of(otherBoot.get()))
        : new Verdict.Accepted<>(log.entries());
  }
}
