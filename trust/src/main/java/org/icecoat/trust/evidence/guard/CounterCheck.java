package org.icecoat.trust.evidence.guard;

import java.util.List;
import java.util.Optional;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.NvCertification;
import org.icecoat.trust.evidence.NvReading;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;

/** Judges the two counters of a log. Adds what is wrong to {@code found}. */
final class CounterCheck {
  private final AttestationKey certifier;
  private final Octets bound;
  private final List<Finding> found;

  CounterCheck(AttestationKey certifier, Octets bound, List<Finding> found) {
    this.certifier = certifier;
    this.bound = bound;
    this.found = found;
  }

  /** What the counter is at; empty if nothing proves that. */
  Optional<NvReading> read(NvPublicArea index, SignedAttestation certification, String what) {
    int before = found.size();
    if (!index.isCounter()) {
      found.add(new Finding(Reason.NV_NOT_COUNTER, what(index, what)));
    } else if (!index.written().equals(NvPublicArea.counter(index.index()).written())) {
      found.add(new Finding(Reason.NV_DEFINED_OTHERWISE, what(index, what)));
    }
    Verdict<NvReading> verdict = NvCertification.judge(certification, certifier, index, bound);
    found.addAll(verdict.findings());
    return verdict.accepted().filter(reading -> found.size() == before);
  }

  private static String what(NvPublicArea index, String what) {
    return "that of %s: index 0x%08x, attributes 0x%08x"
        .formatted(what, index.index(), index.attributes());
  }

  void neighbours(NvPublicArea appends, NvPublicArea openings) {
    if (openings.index() != appends.index() + 1) {
      found.add(
          new Finding(
              Reason.NV_MISPLACED,
              "0x%08x and 0x%08x".formatted(appends.index(), openings.index())));
    }
  }

  void reaches(NvReading appends, long head) {
    if (Long.compareUnsigned(appends.counter(), head) < 0) {
      found.add(
          new Finding(
              Reason.COUNTER_BEHIND,
              "%s, and the head says %d"
                  .formatted(Long.toUnsignedString(appends.counter()), head)));
    }
  }
}
