package org.icecoat.trust.evidence;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.Attestation.NvCertify;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;

/** Judges what TPM2_NV_Certify gave: the contents of an NV index in the TPM of a key. */
public final class NvCertification {
  private static final int COUNTER_BYTES = 8;

  private NvCertification() {}

  /**
   * Judges a certification.
   *
   * @param index as it was when its owner was enrolled: its name covers its attributes, so an index
   *     that was undefined and defined anew otherwise is another one
   * @param qualifyingData that the TPM had to sign with it
   */
  public static Verdict<NvReading> judge(
      SignedAttestation certification,
      AttestationKey certifier,
      NvPublicArea index,
      Octets qualifyingData) {
    List<Finding> found = new ArrayList<>();
    Attestation attestation =
        AttestationChecks.judge(certification, NvCertify.class, certifier, qualifyingData, found);
    Octets contents = Octets.EMPTY;
    if (attestation != null && attestation.body() instanceof NvCertify certify) {
      contents = certify.contents();
      judge(certify, index, found);
    }
    if (!index.isWritten()) {
      found.add(new Finding(Reason.NV_NOT_WRITTEN, "index 0x%08x".formatted(index.index())));
    }
    return found.isEmpty()
        ? new Verdict.Accepted<>(new NvReading(index, contents))
        : new Verdict.Refused<>(found);
  }

  private static void judge(NvCertify certify, NvPublicArea index, List<Finding> found) {
    if (!certify.index().equals(index.name())) {
      found.add(
          new Finding(
              Reason.NAME_DIFFERS,
              "%s is certified instead of %s".formatted(certify.index(), index.name())));
    }
    boolean whole = certify.offset() == 0 && certify.contents().length() == index.size();
    if (!whole || (index.isCounter() && index.size() != COUNTER_BYTES)) {
      found.add(
          new Finding(
              Reason.NV_CONTENTS_PARTIAL,
              "%d bytes from %d on, of %d"
                  .formatted(certify.contents().length(), certify.offset(), index.size())));
    }
  }
}
