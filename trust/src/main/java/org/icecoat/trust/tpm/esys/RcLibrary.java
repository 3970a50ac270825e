package org.icecoat.trust.tpm.esys;

import com.sun.jna.Native;

/** libtss2-rc. */
@SuppressWarnings("MemberName")
final class RcLibrary {
  static {
    Libc.silenceTss();
    Native.register(RcLibrary.class, "tss2-rc");
  }

  private RcLibrary() {}

  /** A static string; JNA copies it. */
  static native String Tss2_RC_Decode(int rc);
}
