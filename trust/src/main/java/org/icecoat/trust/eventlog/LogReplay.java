package org.icecoat.trust.eventlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;

/** Extends PCRs by the events of a log, as the firmware said it did, and checks event by event. */
final class LogReplay {
  private static final int FIRST_DYNAMIC_PCR = 17;
  private static final int LAST_DYNAMIC_PCR = 22;

  private final PcrBank bank;
  private final Map<Integer, Octets> values = new HashMap<>();
  private final List<VerifiedEvent> measured = new ArrayList<>();
  private final List<Finding> found = new ArrayList<>();
  private boolean localityKnown;

  LogReplay(EventLog log, PcrBank bank) {
    this.bank = bank;
    if (!log.banks().contains(bank)) {
      found.add(new Finding(Reason.EVENT_UNMEASURED, "the log has no digests of " + bank));
      return;
    }
    log.events().forEach(this::take);
  }

  /** What the PCR has after the log: what it starts with if no event concerns it. */
  Octets value(int pcr) {
    return values.getOrDefault(pcr, start(pcr));
  }

  /** The events that were extended, in their order. */
  List<VerifiedEvent> measured() {
    return measured;
  }

  List<Finding> found() {
    return found;
  }

  private void take(LogEvent event) {
    if (event.is(EventType.EV_NO_ACTION)) {
      unmeasured(event);
      return;
    }
    Octets digest = event.digests().get(bank);
    if (digest == null) {
      found.add(new Finding(Reason.EVENT_UNMEASURED, event + " lacks the digest of " + bank));
      return;
    }
    values.put(event.pcr(), bank.extend(value(event.pcr()), digest));
    VerifiedEvent.Binding binding = binding(event, digest);
    boolean bound = binding == VerifiedEvent.Binding.DATA;
    if (!bound && event.type().map(EventType::dataMeasured).orElse(false)) {
      found.add(new Finding(Reason.EVENT_DATA_ALTERED, event.toString()));
    }
    measured.add(new VerifiedEvent(event, digest, binding));
  }

  /** Events that are never extended: they prove nothing, and only the locality changes anything. */
  private void unmeasured(LogEvent event) {
    boolean silent = event.digests().values().stream().allMatch(digest -> digest.isAll(0));
    if (!silent || SpecId.begins(event.data())) {
      found.add(new Finding(Reason.EVENT_OUT_OF_PLACE, event + " has a digest, or is a header"));
    }
    if (StartupLocality.begins(event.data())) {
      locality(event);
    }
  }

  private void locality(LogEvent event) {
    boolean early = !localityKnown && !values.containsKey(0) && event.pcr() == 0;
    int locality = StartupLocality.read(event.data());
    if (!early || locality == StartupLocality.UNKNOWN) {
      found.add(
          new Finding(Reason.EVENT_OUT_OF_PLACE, event + " is a late, second or odd locality"));
      return;
    }
    localityKnown = true;
    values.put(0, StartupLocality.start(bank, locality));
  }

  private VerifiedEvent.Binding binding(LogEvent event, Octets digest) {
    HashAlgorithm hash = bank.hash();
    if (hash.hash(event.data()).equals(digest)) {
      return VerifiedEvent.Binding.DATA;
    }
    if (event.type().map(EventType::holdsVariable).orElse(false)) {
      try {
        Octets value = EfiVariable.parse(event.data()).value();
        return hash.hash(value).equals(digest)
            ? VerifiedEvent.Binding.VARIABLE_VALUE
            : VerifiedEvent.Binding.NONE;
      } catch (TrustException e) {
        return VerifiedEvent.Binding.NONE;
      }
    }
    return VerifiedEvent.Binding.NONE;
  }

  private Octets start(int pcr) {
    boolean dynamic = pcr >= FIRST_DYNAMIC_PCR && pcr <= LAST_DYNAMIC_PCR;
    return dynamic ? StartupLocality.ones(bank) : bank.zero();
  }
}
