package org.icecoat.trust.policy.appraisal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.eventlog.StatedLog;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.ima.ImaEntry;
import org.icecoat.trust.ima.StatedList;
import org.icecoat.trust.structure.PcrValues;

/**
 * Logs beside a quote that was refused.
 *
 * @param asked where the list of files was to begin
 * @param values to which they have to lead, as far as they are known
 */
record StatedLogs(Evidence.Logs logs, ImaFrom asked, Optional<PcrValues> values)
    implements MeasuredLogs {
  @Override
  public Verdict<List<LogEvent>> firmware(Set<Integer> pcrs) {
    return StatedLog.events(logs.firmware(), pcrs, values);
  }

  @Override
  public Verdict<List<MeasuredComponent>> components(int pcr) {
    return StatedLog.components(logs.components(), pcr, values.map(known -> known.value(pcr)));
  }

  @Override
  public Verdict<List<ImaEntry>> ima() {
    return StatedList.entries(logs, asked, values);
  }
}
