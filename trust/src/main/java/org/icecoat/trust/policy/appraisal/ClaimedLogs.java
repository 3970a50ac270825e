package org.icecoat.trust.policy.appraisal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.EventLog;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.ima.ImaEntry;
import org.icecoat.trust.ima.ImaLog;
import org.icecoat.trust.ima.ImaVerifier;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;

/**
 * Logs that lead to values that are only claimed. What a verifier of quotes asks beyond that (data
 * altered, events out of place) is not asked here.
 */
record ClaimedLogs(PcrValues values, Evidence.Logs logs) implements MeasuredLogs {
  private static final PcrBank BANK = PcrBank.SHA256;
  private static final int ONES = 0xff;

  @Override
  public Verdict<List<LogEvent>> firmware(Set<Integer> pcrs) {
    EventLog log;
    try {
      log = EventLog.parse(logs.firmware());
    } catch (TrustException e) {
      return Verdict.refused(Reason.EVENT_LOG_MALFORMED, e.getMessage());
    }
    ClaimedReplay replay = new ClaimedReplay(log);
    List<Finding> found = new ArrayList<>(replay.found());
    for (int pcr : pcrs) {
      if (!replay.value(pcr).equals(values.value(pcr))) {
        found.add(differs(pcr));
      }
    }
    return found.isEmpty()
        ? new Verdict.Accepted<>(
            replay.measured().stream().filter(event -> pcrs.contains(event.pcr())).toList())
        : new Verdict.Refused<>(found);
  }

  @Override
  public Verdict<List<MeasuredComponent>> components(int pcr) {
    try {
      ComponentLog log = ComponentLog.parse(logs.components(), pcr);
      return log.replay().equals(values.value(pcr))
          ? new Verdict.Accepted<>(log.components())
          : new Verdict.Refused<>(List.of(differs(pcr)));
    } catch (TrustException | IllegalArgumentException e) {
      return Verdict.refused(Reason.COMPONENT_LOG_MALFORMED, e.getMessage());
    }
  }

  @Override
  public Verdict<List<ImaEntry>> ima() {
    if (logs.from().lines() > 0) {
      return Verdict.refused(
          Reason.IMA_LOG_PARTIAL, "it goes on after line " + logs.from().lines());
    }
    ImaLog log;
    try {
      log = ImaLog.parse(logs.ima());
    } catch (TrustException e) {
      return Verdict.refused(Reason.IMA_LOG_MALFORMED, e.getMessage());
    }
    Octets quoted = values.value(AppraisalPolicy.IMA_PCR);
    Octets value = BANK.zero();
    int covered = 0;
    while (!value.equals(quoted) && covered < log.entries().size()) {
      value = BANK.extend(value, extended(log.entries().get(covered)));
      covered++;
    }
    List<ImaEntry> lines = log.entries().subList(0, covered);
    return wrong(lines, value, quoted)
        .<Verdict<List<ImaEntry>>>map(wrong -> new Verdict.Refused<>(List.of(wrong)))
        .orElseGet(() -> new Verdict.Accepted<>(lines));
  }

  private Optional<Finding> wrong(List<ImaEntry> lines, Octets value, Octets quoted) {
    if (!value.equals(quoted)) {
      return Optional.of(lost(lines.size()));
    }
    return lines.isEmpty() ? Optional.empty() : ImaVerifier.sameBoot(lines, values);
  }

  private Finding lost(int lines) {
    return logs.more()
        ? new Finding(Reason.IMA_LOG_PARTIAL, "it ends after line " + lines)
        : differs(AppraisalPolicy.IMA_PCR);
  }

  private static Octets extended(ImaEntry entry) {
    if (!entry.violation()) {
      return BANK.hash().hash(entry.templateData());
    }
    byte[] ones = new byte[BANK.hash().length()];
    Arrays.fill(ones, (byte) ONES);
    return Octets.of(ones);
  }

  private static Finding differs(int pcr) {
    return new Finding(Reason.LOG_DIFFERS_FROM_PCR, "PCR " + pcr);
  }
}
