package org.icecoat.trust.tpm.esys;

/** ESYS_TR that need no object of their own. They are not TPM handles. */
final class EsysHandle {
  static final int NONE = 0xfff;
  static final int PASSWORD = 0x0ff;
  static final int OWNER = 0x101;
  static final int ENDORSEMENT = 0x10b;

  private EsysHandle() {}
}
