package org.icecoat.trust.evidence.guard;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.evidence.enrolment.CertifiedTpm;

/**
 * A log whose key is proved to lie in a TPM that an accepted maker has certified, which it cannot
 * leave, beside two counters that can only grow; only {@link GuardVerifier} makes one. Immutable.
 */
public final class ProvenGuard {
  private final Sha256 log;
  private final CertifiedTpm tpm;
  private final EndorsementKey endorsementKey;
  private final long appends;
  private final long openings;

  ProvenGuard(Sha256 log, GuardQuestion question, long appends, long openings) {
    this.log = log;
    this.tpm = question.tpm();
    this.endorsementKey = question.key().proven();
    this.appends = appends;
    this.openings = openings;
  }

  /** The log's id. */
  public Sha256 log() {
    return log;
  }

  /** Manufacturer, model and version of the TPM, for people. */
  public String model() {
    return tpm.model();
  }

  /** The one that is proved to lie in the TPM of the log's key. */
  public EndorsementKey endorsementKey() {
    return endorsementKey;
  }

  /** Emulated if any of its certificates says so. */
  public TpmClass tpmClass() {
    return GuardVerifier.tpmClass(tpm);
  }

  /** Value of the counter of appends when the question was answered, without sign. */
  public long appends() {
    return appends;
  }

  /** The same of the counter of openings. */
  public long openings() {
    return openings;
  }
}
