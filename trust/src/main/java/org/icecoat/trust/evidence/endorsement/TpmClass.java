package org.icecoat.trust.evidence.endorsement;

/** What kind of TPM a maker makes, for policies to ask for. */
public enum TpmClass {
  /** A chip, or a part of one. */
  HARDWARE,
  /** Software, such as swtpm: it proves nothing against the machine that runs it. */
  EMULATED
}
