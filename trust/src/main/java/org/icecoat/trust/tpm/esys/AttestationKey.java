package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.ENDORSEMENT;

import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Ecc;

/** The attestation key, at its persistent handle. */
final class AttestationKey {
  private static final int UNIQUE_BYTES = 32;

  private final EsysConnection tpm;
  private final PrimaryKeys keys;
  private final int tpmHandle;

  AttestationKey(EsysConnection tpm, int tpmHandle) {
    this.tpm = tpm;
    this.keys = new PrimaryKeys(tpm);
    this.tpmHandle = tpmHandle;
  }

  /** ESYS_TR. */
  int handle() {
    if (tpm.isKept(tpmHandle)) {
      return tpm.kept(tpmHandle);
    }
    PublicArea template = Templates.attestationKey(tpm.random(UNIQUE_BYTES));
    return keys.persistent(tpmHandle, template, ENDORSEMENT, this::judge);
  }

  PublicArea publicArea() {
    return tpm.publicArea(handle());
  }

  private void judge(int key) {
    PublicArea area = tpm.publicArea(key);
    boolean fits =
        area.attributes().equals(Templates.ATTESTATION_KEY)
            && area.parameters() instanceof Ecc ecc
            && ecc.scheme().equals(Templates.ECDSA);
    if (!fits) {
      throw PrimaryKeys.anotherKey(tpmHandle);
    }
  }
}
