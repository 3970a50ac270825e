package org.icecoat.trust.tpm.esys;

import com.sun.jna.Native;
import com.sun.jna.ptr.PointerByReference;

/** libtss2-tctildr. */
@SuppressWarnings("MemberName")
final class TctiLibrary {
  static {
    Libc.silenceTss();
    Native.register(TctiLibrary.class, "tss2-tctildr");
  }

  private TctiLibrary() {}

  static native int Tss2_TctiLdr_Initialize(String configuration, PointerByReference tcti);

  static native void Tss2_TctiLdr_Finalize(PointerByReference tcti);
}
