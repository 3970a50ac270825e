package org.icecoat.trust.tpm.esys;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;

/** libtss2-mu: from wire bytes to C structures and back. Only for types that are used. */
@SuppressWarnings("MemberName")
final class MuLibrary {
  static {
    Libc.silenceTss();
    Native.register(MuLibrary.class, "tss2-mu");
  }

  private MuLibrary() {}

  static native int Tss2_MU_TPM2B_AUTH_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPM2B_DATA_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPM2B_DIGEST_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPM2B_ENCRYPTED_SECRET_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPM2B_ID_OBJECT_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPM2B_NV_PUBLIC_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPM2B_PRIVATE_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPM2B_PUBLIC_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPM2B_SENSITIVE_CREATE_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPML_DIGEST_VALUES_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPML_PCR_SELECTION_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPMT_SIG_SCHEME_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPMT_SYM_DEF_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPMT_SYM_DEF_OBJECT_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPMT_TK_HASHCHECK_Unmarshal(
      byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);

  static native int Tss2_MU_TPM2B_ATTEST_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPM2B_DIGEST_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPM2B_MAX_NV_BUFFER_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPM2B_NAME_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPM2B_NV_PUBLIC_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPM2B_PRIVATE_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPM2B_PUBLIC_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPM2B_SENSITIVE_DATA_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPML_DIGEST_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPML_PCR_SELECTION_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPMS_CAPABILITY_DATA_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPMS_TIME_INFO_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);

  static native int Tss2_MU_TPMT_SIGNATURE_Marshal(
      Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);
}
