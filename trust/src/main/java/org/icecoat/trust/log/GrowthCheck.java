package org.icecoat.trust.log;

import java.util.Optional;
import org.icecoat.trust.log.LogFinding.Reason;
import org.icecoat.trust.log.tree.LogConsistency;

/** Whether a head continues an older one of the same log. */
final class GrowthCheck {
  private final TreeHead older;
  private final TreeHead newer;
  private final Findings findings;

  GrowthCheck(TreeHead older, TreeHead newer, Findings findings) {
    this.older = older;
    this.newer = newer;
    this.findings = findings;
  }

  void run(Optional<LogConsistency> growth) {
    findings.require(
        newer.counter() >= older.counter(),
        Reason.COUNTER_WENT_BACK,
        "The log's counter is at %d, it was at %d: this is an old copy, or another counter"
            .formatted(newer.counter(), older.counter()));
    findings.require(
        older.protection() == TreeHead.Protection.NONE
            || newer.protection() == TreeHead.Protection.TPM,
        Reason.PROTECTION_LOST,
        "The log was guarded by a TPM and is not any more");
    if (newer.size() < older.size()) {
      findings.require(
          false,
          Reason.LOG_SHRUNK,
          "The log has %d entries, it had %d: this is an old copy, or another log"
              .formatted(newer.size(), older.size()));
    } else if (newer.size() == older.size()) {
      findings.require(
          newer.root().equals(older.root()),
          Reason.OTHER_ROOT,
          "The log has %d entries as before, but not the same ones: it was forked"
              .formatted(newer.size()));
    } else {
      grown(growth);
    }
  }

  private void grown(Optional<LogConsistency> growth) {
    findings.require(
        newer.counter() != older.counter(),
        Reason.COUNTER_NOT_RAISED,
        "The log has grown from %d to %d entries, and its counter has not"
            .formatted(older.size(), newer.size()));
    Optional<LogConsistency> fitting =
        growth.filter(proof -> proof.from() == older.size() && proof.to() == newer.size());
    findings.require(
        fitting.isPresent(),
        Reason.CONSISTENCY_MISSING,
        "There is no proof that the log of %d entries continues that of %d"
            .formatted(newer.size(), older.size()));
    fitting.ifPresent(
        proof ->
            findings.require(
                proof.proves(older.root(), newer.root()),
                Reason.CONSISTENCY_WRONG,
                "The log of %d entries does not continue that of %d: it was forked"
                    .formatted(newer.size(), older.size())));
  }
}
