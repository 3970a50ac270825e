package org.icecoat.trust.evidence.guard;

import org.icecoat.trust.evidence.enrolment.CertifiedTpm;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;

/** What was asked of one who made those claims; only {@link GuardVerifier} makes one. Immutable. */
public final class GuardQuestion {
  private final ClaimedGuard claimed;
  private final CertifiedTpm tpm;
  private final GuardNonce nonce;
  private final EncryptedCredential credential;
  private final Octets opened;

  GuardQuestion(
      ClaimedGuard claimed,
      CertifiedTpm tpm,
      GuardNonce nonce,
      EncryptedCredential credential,
      Octets opened) {
    this.claimed = claimed;
    this.tpm = tpm;
    this.nonce = nonce;
    this.credential = credential;
    this.opened = opened;
  }

  /** To be sent. */
  public GuardNonce nonce() {
    return nonce;
  }

  /** To be sent, for the endorsement key of {@link #number}. */
  public EncryptedCredential credential() {
    return credential;
  }

  /** Which of the claimed endorsement keys the credential is for, from 0. */
  public int number() {
    return claimed.tpm().endorsementKeys().indexOf(key().claimed());
  }

  CertifiedTpm.Key key() {
    return tpm.keys().get(0);
  }

  ClaimedGuard claimed() {
    return claimed;
  }

  CertifiedTpm tpm() {
    return tpm;
  }

  /** What has to come back if the TPM has both keys. */
  Octets opened() {
    return opened;
  }
}
