package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.icecoat.trust.eventlog.EventLog;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.ima.ImaPosition;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.TpmRules;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingFixtures;
import org.icecoat.trust.testing.TestingQuotes;
import org.junit.jupiter.api.Test;

/** Firmware logs of real machines. */
class RealFirmwarePolicyTest {
  @Test
  void each_machine_passes_the_draft_made_from_it_and_not_that_of_the_other() {
    Measurements open = machine("keylime/binary_bios_measurements");
    Measurements secure = machine("keylime/binary_bios_measurements-secureboot");
    AppraisalPolicy ofOpen = draft(open);
    AppraisalPolicy ofSecure = draft(secure);
    assertThat(ofOpen.firmware().rules()).hasSizeGreaterThan(50);
    assertThat(objections(ofOpen, open)).isEmpty();
    assertThat(objections(ofSecure, secure)).isEmpty();
    assertThat(objections(ofSecure, open))
        .extracting(Objection::code)
        .contains("EVENT_UNKNOWN", "EVENT_MISSING");
    assertThat(objections(ofSecure, open))
        .extracting(Objection::detail)
        .anyMatch(detail -> detail.contains("EV_EFI_VARIABLE_DRIVER_CONFIG, PCR 7"));
  }

  private static Measurements machine(String file) {
    Octets log = TestingFixtures.octets(file);
    ClaimedReplay replay = new ClaimedReplay(EventLog.parse(log));
    Map<Integer, Octets> values = new TreeMap<>();
    for (int pcr = 0; pcr <= 9; pcr++) {
      values.put(pcr, replay.value(pcr));
    }
    Evidence.Logs logs = new Evidence.Logs(log, Octets.EMPTY, Octets.EMPTY);
    PcrValues all = PcrValues.of(PcrBank.SHA256, values);
    return new Measurements(
        all, 1, logs, new ProvenLogs(new TestingQuotes().of(all), logs, ImaPosition.START));
  }

  private static AppraisalPolicy draft(Measurements measured) {
    return new PolicyDraft(
            new PolicyName("real"),
            1,
            Set.of(TpmClass.EMULATED),
            List.of(new TpmRules.Maker("any")),
            false)
        .from(List.of(measured))
        .policy();
  }

  private static List<Objection> objections(AppraisalPolicy policy, Measurements measured) {
    return new PolicyComparison(Optional.empty(), policy).judge(measured).after();
  }
}
