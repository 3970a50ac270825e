package org.icecoat.trust;

import org.icecoat.domain.fault.Blame;
import org.icecoat.domain.fault.FaultCode;

/** Why this module could not do what it was asked. */
public enum TrustFault implements FaultCode {
  /** Too many challenges wait for an answer. */
  CHALLENGES_EXHAUSTED(Blame.CAPACITY),
  /** Bytes that arrived are not the bytes that the chunk tree names. */
  CHUNK_ALTERED(Blame.SERVICE),
  /** A list of chunk hashes is not one of this format, root and length. */
  CHUNK_TREE_MALFORMED(Blame.SERVICE),
  /** Content is longer than a chunk tree may describe. */
  CONTENT_TOO_LONG(Blame.CALLER),
  /** A file of keys or certificates is missing, unreadable or holds something else. */
  CREDENTIAL_UNREADABLE(Blame.SERVICE),
  /** A private key lies in a file that others may read or that belongs to somebody else. */
  CREDENTIAL_EXPOSED(Blame.SERVICE),
  /** The passphrase does not open the private key. */
  PASSPHRASE_WRONG(Blame.CALLER),
  /** A policy is not as policies are written. */
  POLICY_MALFORMED(Blame.CALLER),
  /** No proxy can be made from that certificate, as it is or at this time. */
  PROXY_IMPOSSIBLE(Blame.CALLER),
  /** Bytes are not the TPM structure, log or certificate that they should be. */
  STRUCTURE_MALFORMED(Blame.SERVICE),
  /** The TPM has no such key, NV index, value or PCR bank. */
  TPM_ABSENT(Blame.SERVICE),
  /** The TPM refuses an auth value, or that it was not given. */
  TPM_AUTHORIZATION(Blame.SERVICE),
  /** No room in the TPM for an object, a session or an NV index. */
  TPM_FULL(Blame.CAPACITY),
  /** Something was made for another TPM or key, or was altered. */
  TPM_INTEGRITY(Blame.SERVICE),
  /** Where a key or counter should be in the TPM there is another one. */
  TPM_KEY_CHANGED(Blame.SERVICE),
  /** The TPM accepts no authorization for a time, after wrong ones. */
  TPM_LOCKED_OUT(Blame.SERVICE),
  /** The PCRs are not as the policy of a secret demands. */
  TPM_POLICY_FAILED(Blame.SERVICE),
  /** The TPM refuses a command for a reason that has no name here. */
  TPM_REFUSED(Blame.SERVICE),
  /**
   * No TPM answers: none there, no right to use it, its connection broke, or tpm2-tss is missing.
   */
  TPM_UNREACHABLE(Blame.SERVICE),
  /** Bytes that should come from an image log are none of its entries, heads or proofs. */
  LOG_MALFORMED(Blame.SERVICE),
  /** An image log has as many entries as it can have. */
  LOG_FULL(Blame.CAPACITY),
  /** The directory of trusted CAs, or of trusted VOMS servers, is missing or unreadable. */
  TRUST_ANCHORS_UNREADABLE(Blame.SERVICE);

  private final Blame blame;

  TrustFault(Blame blame) {
    this.blame = blame;
  }

  @Override
  public Blame blame() {
    return blame;
  }
}
