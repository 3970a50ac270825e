package org.icecoat.factory.trust;

import java.time.Instant;
import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.policy.ProvenTpm;

/**
 * What a node proved of its TPM when it was enrolled.
 *
 * @param endorsementKeys SHA-256 of the SubjectPublicKeyInfo of each that was proved, at least one:
 *     the identity of the TPM
 * @param model manufacturer, model and version, for people
 */
public record EnrolledTpm(
    NodeName node,
    List<Sha256> endorsementKeys,
    ProvenTpm proven,
    String model,
    AttestationKey attestationKey,
    Instant enrolledAt) {
  public EnrolledTpm {
    endorsementKeys = List.copyOf(endorsementKeys);
    if (endorsementKeys.isEmpty()) {
      throw new IllegalArgumentException("A TPM has at least one endorsement key");
    }
  }

  public TpmSummary summary() {
    return new TpmSummary(proven.tpmClass(), proven.maker(), model);
  }

  /** Whether both sign with one key. */
  public boolean sameAttestationKey(EnrolledTpm other) {
    return attestationKey.name().equals(other.attestationKey.name());
  }

  /** Whether both are one TPM. */
  public boolean same(EnrolledTpm other) {
    return endorsementKeys.stream().anyMatch(other.endorsementKeys::contains);
  }
}
