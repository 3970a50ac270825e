package org.icecoat.trust.tpm.esys;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import java.util.Arrays;

/** The structures that come out of the TPM. */
enum OutputType {
  TPM2B_ATTEST(MuLibrary::Tss2_MU_TPM2B_ATTEST_Marshal),
  TPM2B_DIGEST(MuLibrary::Tss2_MU_TPM2B_DIGEST_Marshal),
  TPM2B_MAX_NV_BUFFER(MuLibrary::Tss2_MU_TPM2B_MAX_NV_BUFFER_Marshal),
  TPM2B_NAME(MuLibrary::Tss2_MU_TPM2B_NAME_Marshal),
  TPM2B_NV_PUBLIC(MuLibrary::Tss2_MU_TPM2B_NV_PUBLIC_Marshal),
  TPM2B_PRIVATE(MuLibrary::Tss2_MU_TPM2B_PRIVATE_Marshal),
  TPM2B_PUBLIC(MuLibrary::Tss2_MU_TPM2B_PUBLIC_Marshal),
  TPM2B_SENSITIVE_DATA(MuLibrary::Tss2_MU_TPM2B_SENSITIVE_DATA_Marshal),
  TPML_DIGEST(MuLibrary::Tss2_MU_TPML_DIGEST_Marshal),
  TPML_PCR_SELECTION(MuLibrary::Tss2_MU_TPML_PCR_SELECTION_Marshal),
  TPMS_CAPABILITY_DATA(MuLibrary::Tss2_MU_TPMS_CAPABILITY_DATA_Marshal),
  TPMS_TIME_INFO(MuLibrary::Tss2_MU_TPMS_TIME_INFO_Marshal),
  TPMT_SIGNATURE(MuLibrary::Tss2_MU_TPMT_SIGNATURE_Marshal);

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Marshal marshal;

  OutputType(Marshal marshal) {
    this.marshal = marshal;
  }

  private interface Marshal {
    int call(Pointer source, byte[] wire, NativeLong size, NativeLongByReference offset);
  }

  /** The wire bytes of the C structure at {@code source}. */
  byte[] marshal(Pointer source) {
    byte[] room = new byte[NativeCall.LARGEST_STRUCTURE];
    NativeLongByReference offset = new NativeLongByReference(new NativeLong(0));
    ReturnCode.check(marshal.call(source, room, new NativeLong(room.length), offset), name());
    byte[] wire = Arrays.copyOf(room, offset.getValue().intValue());
    Arrays.fill(room, (byte) 0);
    return wire;
  }
}
