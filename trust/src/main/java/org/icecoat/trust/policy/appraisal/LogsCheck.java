package org.icecoat.trust.policy.appraisal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.ima.ImaEntry;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.ComponentRules;
import org.icecoat.trust.policy.FirmwareRules;
import org.icecoat.trust.policy.LogKind;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;

/** Holds what logs show against the rules of one policy. */
final class LogsCheck {
  private final AppraisalPolicy policy;
  private final Evidence.Logs sent;
  private final MeasuredLogs logs;
  private final Objections found;

  /**
   * A check.
   *
   * @param sent the logs as they came, to see which are empty
   */
  LogsCheck(AppraisalPolicy policy, Evidence.Logs sent, MeasuredLogs logs, Objections found) {
    this.policy = policy;
    this.sent = sent;
    this.logs = logs;
    this.found = found;
  }

  /** Judges the logs of those PCRs. */
  void judge(Set<Integer> pcrs) {
    firmware(by(LogKind.FIRMWARE, pcrs));
    by(LogKind.COMPONENTS, pcrs).forEach(this::components);
    if (!by(LogKind.IMA, pcrs).isEmpty()) {
      files();
    }
  }

  private Set<Integer> by(LogKind log, Set<Integer> pcrs) {
    Set<Integer> both = new TreeSet<>(policy.pcrs().by(log));
    both.retainAll(pcrs);
    return both;
  }

  private void firmware(Set<Integer> pcrs) {
    if (pcrs.isEmpty() || missing(sent.firmware(), "the firmware's event log")) {
      return;
    }
    Verdict<List<LogEvent>> events = logs.firmware(pcrs);
    found.add(events.findings());
    events.accepted().ifPresent(all -> events(all, pcrs));
  }

  private void events(List<LogEvent> events, Set<Integer> pcrs) {
    FirmwareRules.Tally tally = policy.firmware().tally();
    EventOrder order = new EventOrder();
    Set<Integer> silent = new TreeSet<>(pcrs);
    for (LogEvent event : events) {
      Octets digest = event.digests().get(PcrBank.SHA256);
      silent.remove(event.pcr());
      if (!tally.count(event.pcr(), event.typeId(), digest)) {
        found.add(PolicyReason.EVENT_UNKNOWN, "%s sha256:%s".formatted(event, digest.hex()));
      }
      order
          .next(event)
          .filter(reason -> reason != PolicyReason.EVENT_LATE || !mayBeLate(event, digest))
          .ifPresent(reason -> found.add(reason, event.toString()));
    }
    silent.forEach(pcr -> found.add(PolicyReason.PCR_SILENT, "PCR " + pcr));
    order.open(pcrs).stream()
        .filter(pcr -> !silent.contains(pcr))
        .forEach(pcr -> found.add(PolicyReason.SEPARATOR_MISSING, "PCR " + pcr));
    tally.missing().stream()
        .filter(rule -> pcrs.contains(rule.pcr()))
        .forEach(rule -> found.add(PolicyReason.EVENT_MISSING, told(rule)));
  }

  private boolean mayBeLate(LogEvent event, Octets digest) {
    return policy.firmware().late(event.pcr(), event.typeId(), digest);
  }

  private static String told(FirmwareRules.Rule rule) {
    String digests =
        rule.any()
            ? "any digest"
            : "sha256:%s...%s"
                .formatted(
                    rule.digests().get(0).abbreviated(),
                    rule.digests().size() > 1 ? " or another" : "");
    return "%s in PCR %d: %s".formatted(rule.type(), rule.pcr(), digests);
  }

  private void components(int pcr) {
    if (missing(sent.components(), "the log of components")) {
      return;
    }
    Verdict<List<MeasuredComponent>> verdict = logs.components(pcr);
    found.add(verdict.findings());
    verdict.accepted().ifPresent(all -> components(all, pcr));
  }

  private void components(List<MeasuredComponent> components, int pcr) {
    ComponentRules rules = policy.components();
    Set<String> names = new HashSet<>();
    for (MeasuredComponent component : components) {
      names.add(component.name());
      if (!rules.allows(component.name(), component.digest())) {
        boolean known = rules.knows(component.name());
        found.add(
            known ? PolicyReason.COMPONENT_CHANGED : PolicyReason.COMPONENT_UNKNOWN,
            "%s is %s (%s)"
                .formatted(component.name(), component.digest(), component.description()));
      }
    }
    if (components.isEmpty()) {
      found.add(PolicyReason.PCR_SILENT, "PCR " + pcr);
    }
    rules.missing(names).forEach(rule -> found.add(PolicyReason.COMPONENT_MISSING, rule.name()));
  }

  private void files() {
    if (begins() && missing(sent.ima(), "the kernel's list of files (IMA)")) {
      return;
    }
    Verdict<List<ImaEntry>> verdict = logs.ima();
    found.add(verdict.findings());
    verdict.accepted().ifPresent(this::files);
  }

  /** Whether the list was sent from its first line on; else there may be nothing new. */
  private boolean begins() {
    return sent.from().equals(Evidence.ImaFrom.FIRST);
  }

  private void files(List<ImaEntry> entries) {
    if (entries.isEmpty() && begins()) {
      found.add(PolicyReason.PCR_SILENT, "PCR " + AppraisalPolicy.IMA_PCR);
    }
    FileCheck.judge(policy.ima(), entries, found);
  }

  private boolean missing(Octets log, String name) {
    if (log.isEmpty()) {
      found.add(PolicyReason.LOG_MISSING, name);
    }
    return log.isEmpty();
  }
}
