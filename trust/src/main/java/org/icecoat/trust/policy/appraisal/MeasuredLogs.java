package org.icecoat.trust.policy.appraisal;

import java.util.List;
import java.util.Set;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.ima.ImaEntry;

/** What logs say was measured, as far as PCRs bear them out. */
interface MeasuredLogs {
  /** The events that lead to the values of those PCRs, each with a digest of SHA-256. */
  Verdict<List<LogEvent>> firmware(Set<Integer> pcrs);

  /** The components that lead to the value of that PCR. */
  Verdict<List<MeasuredComponent>> components(int pcr);

  /** The lines of the kernel's list that lead to the value of PCR 10. */
  Verdict<List<ImaEntry>> ima();
}
