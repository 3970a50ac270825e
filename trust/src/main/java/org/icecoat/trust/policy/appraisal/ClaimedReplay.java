package org.icecoat.trust.policy.appraisal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.icecoat.trust.eventlog.EventLog;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.eventlog.LogEvent;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;

/** The PCRs of SHA-256 to which a firmware log leads. */
final class ClaimedReplay {
  private static final Octets LOCALITY =
      Octets.of("StartupLocality\0".getBytes(StandardCharsets.US_ASCII));

  private final Map<Integer, Octets> values = new HashMap<>();
  private final List<LogEvent> measured = new ArrayList<>();
  private final List<Finding> found = new ArrayList<>();

  ClaimedReplay(EventLog log) {
    log.events().forEach(this::event);
  }

  private void event(LogEvent event) {
    if (event.is(EventType.EV_NO_ACTION)) {
      locality(event);
      return;
    }
    Octets digest = event.digests().get(PcrBank.SHA256);
    if (digest == null) {
      found.add(new Finding(Reason.EVENT_UNMEASURED, event.toString()));
      return;
    }
    values.merge(
        event.pcr(),
        PcrBank.SHA256.extend(PcrBank.SHA256.zero(), digest),
        (old, first) -> PcrBank.SHA256.extend(old, digest));
    measured.add(event);
  }

  /** PCR 0 begins with the locality of the TPM's start as its last byte. */
  private void locality(LogEvent event) {
    Octets data = event.data();
    if (data.length() == LOCALITY.length() + 1
        && data.slice(0, LOCALITY.length()).equals(LOCALITY)) {
      byte[] start = PcrBank.SHA256.zero().bytes();
      start[start.length - 1] = (byte) data.at(LOCALITY.length());
      values.put(0, Octets.of(start));
    }
  }

  Octets value(int pcr) {
    return values.getOrDefault(pcr, PcrBank.SHA256.zero());
  }

  List<LogEvent> measured() {
    return measured;
  }

  List<Finding> found() {
    return found;
  }
}
