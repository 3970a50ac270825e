package org.icecoat.trust.evidence.endorsement;

import java.util.Locale;

/** What kind of TPM a maker makes, for policies to ask for. */
public enum TpmClass {
  /** A chip, or a part of one. */
  HARDWARE,
  /** Software, such as swtpm: it proves nothing against the machine that runs it. */
  EMULATED;

  /** The folder of its makers in a store of makers. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
