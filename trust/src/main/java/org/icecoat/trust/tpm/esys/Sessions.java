package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.ENDORSEMENT;
import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;
import static org.icecoat.trust.tpm.esys.EsysHandle.PASSWORD;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;

/**
 * Sessions of SHA-256, salted with a key of the TPM, in which secrets cross the bus encrypted with
 * AES-128: the first parameter of a command and of its response.
 */
final class Sessions {
  private static final byte HMAC = 0;
  private static final byte POLICY = 1;

  /** TPMA_SESSION. */
  private static final byte CONTINUE = 0x01;

  private static final byte PLAIN = 0;
  private static final byte DECRYPT_COMMAND = 0x20;
  private static final byte ENCRYPT_RESPONSE = 0x40;
  private static final byte ALL = (byte) 0xff;

  /** TPMT_SYM_DEF: AES, 128 bits, CFB. */
  private static final Octets AES_128_CFB = Octets.parse("000600800043");

  private final EsysConnection tpm;

  Sessions(EsysConnection tpm) {
    this.tpm = tpm;
  }

  /** For the auth values of objects; what is secret in the command travels encrypted. */
  LoadedHandle authorization(int saltKey) {
    return start(saltKey, HMAC, DECRYPT_COMMAND);
  }

  /** For the auth values of objects; what is secret in the response travels encrypted. */
  LoadedHandle response(int saltKey) {
    return start(saltKey, HMAC, ENCRYPT_RESPONSE);
  }

  /** For strong auth values, which prove themselves and stay here; nothing is encrypted. */
  LoadedHandle hmac() {
    return start(NONE, HMAC, PLAIN);
  }

  /** With TPM2_PolicyPCR of the PCRs' present values; the response travels encrypted. */
  LoadedHandle pcrPolicy(int saltKey, PcrSelection pcrs) {
    return LoadedHandle.handedOn(
        start(saltKey, POLICY, ENCRYPT_RESPONSE), session -> policyPcr(session.tr(), pcrs));
  }

  /** With TPM2_PolicySecret of the endorsement hierarchy; the response travels encrypted. */
  LoadedHandle endorsementPolicy(int saltKey) {
    return LoadedHandle.handedOn(
        start(saltKey, POLICY, ENCRYPT_RESPONSE), session -> policySecret(session.tr()));
  }

  private LoadedHandle start(int saltKey, byte type, byte protection) {
    IntByReference session = new IntByReference(NONE);
    try (NativeCall call = new NativeCall()) {
      int rc =
          EsysLibrary.Esys_StartAuthSession(
              tpm.esys(),
              saltKey,
              NONE,
              NONE,
              NONE,
              NONE,
              Pointer.NULL,
              type,
              call.in(InputType.TPMT_SYM_DEF, AES_128_CFB),
              (short) HashAlgorithm.SHA256.id(),
              session);
      ReturnCode.check(rc, "TPM2_StartAuthSession");
    }
    return LoadedHandle.handedOn(
        LoadedHandle.flushed(tpm, session.getValue()), handle -> protect(handle.tr(), protection));
  }

  private void protect(int session, byte protection) {
    byte flags = (byte) (CONTINUE | protection);
    ReturnCode.check(
        EsysLibrary.Esys_TRSess_SetAttributes(tpm.esys(), session, flags, ALL),
        "Esys_TRSess_SetAttributes");
  }

  private void policyPcr(int session, PcrSelection pcrs) {
    try (NativeCall call = new NativeCall()) {
      int rc =
          EsysLibrary.Esys_PolicyPCR(
              tpm.esys(),
              session,
              NONE,
              NONE,
              NONE,
              call.inSized(InputType.TPM2B_DIGEST, Octets.EMPTY),
              call.in(InputType.TPML_PCR_SELECTION, pcrs.wire()));
      ReturnCode.check(rc, "TPM2_PolicyPCR");
    }
  }

  private void policySecret(int session) {
    try (NativeCall call = new NativeCall()) {
      Pointer empty = call.inSized(InputType.TPM2B_DIGEST, Octets.EMPTY);
      int rc =
          EsysLibrary.Esys_PolicySecret(
              tpm.esys(),
              ENDORSEMENT,
              session,
              PASSWORD,
              NONE,
              NONE,
              empty,
              empty,
              empty,
              0,
              null,
              null);
      ReturnCode.check(rc, "TPM2_PolicySecret");
    }
  }
}
