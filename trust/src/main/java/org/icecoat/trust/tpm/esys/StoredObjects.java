package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;
import static org.icecoat.trust.tpm.esys.EsysHandle.PASSWORD;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.tpm.LoadableObject;

/** Objects below the storage key. */
final class StoredObjects {
  /** TPML_PCR_SELECTION of nothing. */
  private static final Octets NO_PCRS = Octets.parse("00000000");

  /** TPMT_SYM_DEF_OBJECT: no inner wrapping. */
  private static final Octets NO_SYMMETRIC = Octets.parse("0010");

  private final EsysConnection tpm;
  private final int storageKey;

  StoredObjects(EsysConnection tpm, int storageKey) {
    this.tpm = tpm;
    this.storageKey = storageKey;
  }

  /** Makes an object; {@code contents} are those of a sealed secret, else empty. */
  LoadableObject create(PublicArea template, byte[] contents) {
    try (LoadedHandle session = new Sessions(tpm).authorization(storageKey);
        NativeCall call = new NativeCall()) {
      PointerByReference privateArea = call.out();
      PointerByReference publicArea = call.out();
      int rc =
          EsysLibrary.Esys_Create(
              tpm.esys(),
              storageKey,
              session.tr(),
              NONE,
              NONE,
              call.inSecret(InputType.TPM2B_SENSITIVE_CREATE, sensitive(contents)),
              call.in(InputType.TPM2B_PUBLIC, template.sizedWire()),
              call.inSized(InputType.TPM2B_DATA, Octets.EMPTY),
              call.in(InputType.TPML_PCR_SELECTION, NO_PCRS),
              privateArea,
              publicArea,
              null,
              null,
              null);
      ReturnCode.check(rc, "TPM2_Create");
      return new LoadableObject(
          PublicArea.parseSized(call.take(OutputType.TPM2B_PUBLIC, publicArea)),
          call.takeSized(OutputType.TPM2B_PRIVATE, privateArea));
    }
  }

  /** TPM2B_SENSITIVE_CREATE without an auth value. */
  private static byte[] sensitive(byte[] contents) {
    int inner = 2 * Short.BYTES + contents.length;
    return ByteBuffer.allocate(Short.BYTES + inner)
        .putShort((short) inner)
        .putShort((short) 0)
        .putShort((short) contents.length)
        .put(contents)
        .array();
  }

  LoadedHandle load(LoadableObject object) {
    IntByReference handle = new IntByReference(NONE);
    try (NativeCall call = new NativeCall()) {
      int rc =
          EsysLibrary.Esys_Load(
              tpm.esys(),
              storageKey,
              PASSWORD,
              NONE,
              NONE,
              call.inSized(InputType.TPM2B_PRIVATE, object.sensitive()),
              call.in(InputType.TPM2B_PUBLIC, object.publicArea().sizedWire()),
              handle);
      ReturnCode.check(rc, "TPM2_Load");
    }
    return LoadedHandle.flushed(tpm, handle.getValue());
  }

  LoadableObject importObject(ImportableObject wrapped) {
    try (NativeCall call = new NativeCall()) {
      PointerByReference privateArea = call.out();
      int rc =
          EsysLibrary.Esys_Import(
              tpm.esys(),
              storageKey,
              PASSWORD,
              NONE,
              NONE,
              call.inSized(InputType.TPM2B_DATA, Octets.EMPTY),
              call.in(InputType.TPM2B_PUBLIC, wrapped.publicArea().sizedWire()),
              call.inSized(InputType.TPM2B_PRIVATE, wrapped.duplicate()),
              call.inSized(InputType.TPM2B_ENCRYPTED_SECRET, wrapped.seed()),
              call.in(InputType.TPMT_SYM_DEF_OBJECT, NO_SYMMETRIC),
              privateArea);
      ReturnCode.check(rc, "TPM2_Import");
      return new LoadableObject(
          wrapped.publicArea(), call.takeSized(OutputType.TPM2B_PRIVATE, privateArea));
    }
  }

  byte[] unseal(LoadableObject sealed, PcrSelection pcrs) {
    try (LoadedHandle object = load(sealed);
        LoadedHandle session = new Sessions(tpm).pcrPolicy(storageKey, pcrs);
        NativeCall call = new NativeCall()) {
      PointerByReference secret = call.out();
      ReturnCode.check(
          EsysLibrary.Esys_Unseal(tpm.esys(), object.tr(), session.tr(), NONE, NONE, secret),
          "TPM2_Unseal");
      return call.takeSizedSecret(OutputType.TPM2B_SENSITIVE_DATA, secret);
    }
  }
}
