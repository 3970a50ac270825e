package org.icecoat.trust.policy.appraisal;

import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.PcrRules;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrValues;

/** Holds what was measured, or what is stated of it, against the rules of one policy. */
final class MeasurementCheck {
  private final AppraisalPolicy policy;
  private final Objections found;

  private MeasurementCheck(AppraisalPolicy policy, Objections found) {
    this.policy = policy;
    this.found = found;
  }

  static void judge(AppraisalPolicy policy, Measurements measured, Objections found) {
    MeasurementCheck check = new MeasurementCheck(policy, found);
    check.boot();
    check.firmware(measured.firmwareVersion());
    if (check.values(measured.values())) {
      new LogsCheck(policy, measured.sent(), measured.logs(), found)
          .judge(measured.values().byIndex().keySet());
    }
  }

  /** All that can be said without a quote; without values it is the logs for themselves. */
  static void judge(AppraisalPolicy policy, StatedNode stated, Objections found) {
    MeasurementCheck check = new MeasurementCheck(policy, found);
    check.boot();
    stated.quote().firmwareVersion().ifPresent(check::firmware);
    stated.quote().values().ifPresent(check::values);
    new LogsCheck(policy, stated.evidence().logs(), stated.logs(), found)
        .judge(Set.copyOf(policy.pcrs().selection().indexes()));
  }

  /** A policy that came into force before this was asked of policies is passed by nobody. */
  private void boot() {
    Set<Integer> left = policy.bootLeftOut();
    if (!left.isEmpty()) {
      found.add(PolicyReason.FILES_WITHOUT_BOOT, "PCRs %s have no rule".formatted(left));
    }
  }

  private void firmware(long version) {
    if (!policy.tpms().allowsFirmware(version)) {
      found.add(
          PolicyReason.TPM_FIRMWARE,
          "0x%016x, at least %s".formatted(version, policy.tpms().minimalFirmware()));
    }
  }

  /** Whether the values are of the policy's bank. */
  private boolean values(PcrValues values) {
    if (values.bank() != policy.pcrs().bank()) {
      found.add(PolicyReason.PCR_BANK, values.selection().toString());
      return false;
    }
    policy.pcrs().quoted().forEach(rule -> value(rule, values.value(rule.pcr())));
    return true;
  }

  private void value(PcrRules.Pcr rule, Octets value) {
    if (value == null) {
      found.add(PolicyReason.PCR_NOT_QUOTED, "PCR " + rule.pcr());
    } else if (!rule.values().isEmpty() && !rule.values().contains(Sha256.of(value.bytes()))) {
      found.add(
          PolicyReason.PCR_VALUE,
          "PCR %d is sha256:%s; %d values are allowed"
              .formatted(rule.pcr(), value.hex(), rule.values().size()));
    }
  }
}
