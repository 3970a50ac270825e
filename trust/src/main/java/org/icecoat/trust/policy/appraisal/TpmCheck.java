package org.icecoat.trust.policy.appraisal;

import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.ProvenTpm;

/** What a policy has against a TPM itself. */
final class TpmCheck {
  private TpmCheck() {}

  static void judge(AppraisalPolicy policy, ProvenTpm tpm, Objections found) {
    if (!policy.tpms().allowsClass(tpm)) {
      found.add(PolicyReason.TPM_CLASS, tpm.tpmClass().toString());
    }
    if (!policy.tpms().allowsMaker(tpm)) {
      found.add(PolicyReason.TPM_MAKER, tpm.maker());
    }
  }
}
