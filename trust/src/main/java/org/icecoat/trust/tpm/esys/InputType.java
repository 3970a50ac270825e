package org.icecoat.trust.tpm.esys;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/** The structures that go into the TPM. */
enum InputType {
  TPM2B_AUTH(MuLibrary::Tss2_MU_TPM2B_AUTH_Unmarshal),
  TPM2B_DATA(MuLibrary::Tss2_MU_TPM2B_DATA_Unmarshal),
  TPM2B_DIGEST(MuLibrary::Tss2_MU_TPM2B_DIGEST_Unmarshal),
  TPM2B_ENCRYPTED_SECRET(MuLibrary::Tss2_MU_TPM2B_ENCRYPTED_SECRET_Unmarshal),
  TPM2B_ID_OBJECT(MuLibrary::Tss2_MU_TPM2B_ID_OBJECT_Unmarshal),
  TPM2B_NV_PUBLIC(MuLibrary::Tss2_MU_TPM2B_NV_PUBLIC_Unmarshal),
  TPM2B_PRIVATE(MuLibrary::Tss2_MU_TPM2B_PRIVATE_Unmarshal),
  TPM2B_PUBLIC(MuLibrary::Tss2_MU_TPM2B_PUBLIC_Unmarshal),
  TPM2B_SENSITIVE_CREATE(MuLibrary::Tss2_MU_TPM2B_SENSITIVE_CREATE_Unmarshal),
  TPML_DIGEST_VALUES(MuLibrary::Tss2_MU_TPML_DIGEST_VALUES_Unmarshal),
  TPML_PCR_SELECTION(MuLibrary::Tss2_MU_TPML_PCR_SELECTION_Unmarshal),
  TPMT_SIG_SCHEME(MuLibrary::Tss2_MU_TPMT_SIG_SCHEME_Unmarshal),
  TPMT_SYM_DEF(MuLibrary::Tss2_MU_TPMT_SYM_DEF_Unmarshal),
  TPMT_SYM_DEF_OBJECT(MuLibrary::Tss2_MU_TPMT_SYM_DEF_OBJECT_Unmarshal),
  TPMT_TK_HASHCHECK(MuLibrary::Tss2_MU_TPMT_TK_HASHCHECK_Unmarshal);

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Unmarshal unmarshal;

  InputType(Unmarshal unmarshal) {
    this.unmarshal = unmarshal;
  }

  private interface Unmarshal {
    int call(byte[] wire, NativeLong size, NativeLongByReference offset, Pointer target);
  }

  /**
   * Writes the C structure at {@code target}, which must be zeroed. All of the bytes must count.
   */
  void unmarshal(byte[] wire, Pointer target) {
    NativeLongByReference offset = new NativeLongByReference(new NativeLong(0));
    ReturnCode.check(unmarshal.call(wire, new NativeLong(wire.length), offset, target), name());
    if (offset.getValue().longValue() != wire.length) {
      throw new TrustException(
          TrustFault.STRUCTURE_MALFORMED, name() + " has bytes that do not belong to it");
    }
  }
}
