package org.icecoat.trust.tpm.esys;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.ByteByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * libtss2-esys. ESYS_TR are ints ({@link EsysHandle}); {@code s1} to {@code s3} are sessions. A
 * null pointer is allowed for outputs that nobody wants, not for inputs.
 */
@SuppressWarnings("MemberName")
final class EsysLibrary {
  static {
    Libc.silenceTss();
    Native.register(EsysLibrary.class, "tss2-esys");
  }

  private EsysLibrary() {}

  static native int Esys_Initialize(PointerByReference esys, Pointer tcti, Pointer abiVersion);

  static native void Esys_Finalize(PointerByReference esys);

  static native void Esys_Free(Pointer structure);

  static native int Esys_TR_FromTPMPublic(
      Pointer esys, int tpmHandle, int s1, int s2, int s3, IntByReference object);

  static native int Esys_TR_Close(Pointer esys, IntByReference object);

  static native int Esys_TR_SetAuth(Pointer esys, int object, Pointer auth);

  static native int Esys_TR_GetName(Pointer esys, int object, PointerByReference name);

  static native int Esys_TRSess_SetAttributes(Pointer esys, int session, byte flags, byte mask);

  static native int Esys_Startup(Pointer esys, short type);

  static native int Esys_GetCapability(
      Pointer esys,
      int s1,
      int s2,
      int s3,
      int capability,
      int property,
      int count,
      ByteByReference more,
      PointerByReference values);

  static native int Esys_GetRandom(
      Pointer esys, int s1, int s2, int s3, short bytes, PointerByReference random);

  static native int Esys_ReadClock(Pointer esys, int s1, int s2, int s3, PointerByReference time);

  static native int Esys_StartAuthSession(
      Pointer esys,
      int saltKey,
      int bind,
      int s1,
      int s2,
      int s3,
      Pointer nonceCaller,
      byte type,
      Pointer symmetric,
      short hash,
      IntByReference session);

  static native int Esys_PolicySecret(
      Pointer esys,
      int authObject,
      int policySession,
      int s1,
      int s2,
      int s3,
      Pointer nonceTpm,
      Pointer cpHash,
      Pointer policyRef,
      int expiration,
      PointerByReference timeout,
      PointerByReference ticket);

  static native int Esys_PolicyPCR(
      Pointer esys, int policySession, int s1, int s2, int s3, Pointer digest, Pointer selection);

  static native int Esys_FlushContext(Pointer esys, int object);

  static native int Esys_CreatePrimary(
      Pointer esys,
      int hierarchy,
      int s1,
      int s2,
      int s3,
      Pointer sensitive,
      Pointer template,
      Pointer outsideInfo,
      Pointer creationPcrs,
      IntByReference object,
      PointerByReference publicArea,
      PointerByReference creation,
      PointerByReference creationHash,
      PointerByReference creationTicket);

  static native int Esys_Create(
      Pointer esys,
      int parent,
      int s1,
      int s2,
      int s3,
      Pointer sensitive,
      Pointer template,
      Pointer outsideInfo,
      Pointer creationPcrs,
      PointerByReference privateArea,
      PointerByReference publicArea,
      PointerByReference creation,
      PointerByReference creationHash,
      PointerByReference creationTicket);

  static native int Esys_Load(
      Pointer esys,
      int parent,
      int s1,
      int s2,
      int s3,
      Pointer privateArea,
      Pointer publicArea,
      IntByReference object);

  static native int Esys_Import(
      Pointer esys,
      int parent,
      int s1,
      int s2,
      int s3,
      Pointer encryptionKey,
      Pointer publicArea,
      Pointer duplicate,
      Pointer seed,
      Pointer symmetric,
      PointerByReference privateArea);

  static native int Esys_EvictControl(
      Pointer esys,
      int hierarchy,
      int object,
      int s1,
      int s2,
      int s3,
      int persistentHandle,
      IntByReference persistent);

  static native int Esys_ReadPublic(
      Pointer esys,
      int object,
      int s1,
      int s2,
      int s3,
      PointerByReference publicArea,
      PointerByReference name,
      PointerByReference qualifiedName);

  static native int Esys_ActivateCredential(
      Pointer esys,
      int activated,
      int key,
      int s1,
      int s2,
      int s3,
      Pointer idObject,
      Pointer secret,
      PointerByReference credential);

  static native int Esys_PCR_Read(
      Pointer esys,
      int s1,
      int s2,
      int s3,
      Pointer selection,
      IntByReference updateCounter,
      PointerByReference selectionRead,
      PointerByReference values);

  static native int Esys_PCR_Extend(Pointer esys, int pcr, int s1, int s2, int s3, Pointer digests);

  static native int Esys_Quote(
      Pointer esys,
      int key,
      int s1,
      int s2,
      int s3,
      Pointer qualifyingData,
      Pointer scheme,
      Pointer selection,
      PointerByReference attest,
      PointerByReference signature);

  static native int Esys_Certify(
      Pointer esys,
      int object,
      int key,
      int s1,
      int s2,
      int s3,
      Pointer qualifyingData,
      Pointer scheme,
      PointerByReference attest,
      PointerByReference signature);

  static native int Esys_Sign(
      Pointer esys,
      int key,
      int s1,
      int s2,
      int s3,
      Pointer digest,
      Pointer scheme,
      Pointer ticket,
      PointerByReference signature);

  static native int Esys_Unseal(
      Pointer esys, int object, int s1, int s2, int s3, PointerByReference secret);

  static native int Esys_NV_DefineSpace(
      Pointer esys,
      int hierarchy,
      int s1,
      int s2,
      int s3,
      Pointer auth,
      Pointer publicArea,
      IntByReference index);

  static native int Esys_NV_UndefineSpace(
      Pointer esys, int hierarchy, int index, int s1, int s2, int s3);

  static native int Esys_NV_ReadPublic(
      Pointer esys,
      int index,
      int s1,
      int s2,
      int s3,
      PointerByReference publicArea,
      PointerByReference name);

  static native int Esys_NV_Increment(
      Pointer esys, int authObject, int index, int s1, int s2, int s3);

  static native int Esys_NV_Read(
      Pointer esys,
      int authObject,
      int index,
      int s1,
      int s2,
      int s3,
      short size,
      short offset,
      PointerByReference contents);

  static native int Esys_NV_Certify(
      Pointer esys,
      int key,
      int authObject,
      int index,
      int s1,
      int s2,
      int s3,
      Pointer qualifyingData,
      Pointer scheme,
      short size,
      short offset,
      PointerByReference attest,
      PointerByReference signature);
}
