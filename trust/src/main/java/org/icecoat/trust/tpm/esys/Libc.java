package org.icecoat.trust.tpm.esys;

import com.sun.jna.Native;

/** The C library, for one purpose: tpm2-tss prints every error of the TPM unless told not to. */
final class Libc {
  static {
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  private static native int setenv(String name, String value, int overwrite);

  /** Call before a library of tpm2-tss runs; what the administrator has set stays. */
  static void silenceTss() {
    setenv("TSS2_LOG", "all+NONE", 0);
  }
}
