package org.icecoat.trust.evidence;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.Attestation.Certify;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;

/** Judges what TPM2_Certify gave: that a key lies in the TPM of an AK, and what the key is. */
public final class KeyCertification {
  private KeyCertification() {}

  /**
   * Judges a certification.
   *
   * @param area of the key, as its owner sent it
   * @param qualifyingData that the TPM had to sign with it
   */
  public static Verdict<CertifiedKey> judge(
      SignedAttestation certification,
      AttestationKey certifier,
      PublicArea area,
      CertifiedKey.Use use,
      Octets qualifyingData) {
    List<Finding> found = new ArrayList<>();
    Attestation attestation =
        AttestationChecks.judge(certification, Certify.class, certifier, qualifyingData, found);
    if (attestation != null && attestation.body() instanceof Certify certify) {
      if (!certify.name().equals(area.name())) {
        found.add(
            new Finding(
                Reason.NAME_DIFFERS,
                "%s is certified, %s was sent".formatted(certify.name(), area.name())));
      }
    }
    switch (use) {
      case SIGNING -> KeyRules.signing(area, found);
      case STORAGE -> KeyRules.storage(area, found);
    }
    PublicKey publicKey = AttestationKey.publicKey(area, found);
    return found.isEmpty()
        ? new Verdict.Accepted<>(new CertifiedKey(use, area, publicKey, certifier))
        : new Verdict.Refused<>(found);
  }
}
