package org.icecoat.trust.tpm.esys;

import com.sun.jna.ptr.IntByReference;
import java.util.function.Consumer;

/** An ESYS_TR that is given back when it is closed. */
final class LoadedHandle implements AutoCloseable {
  private final EsysConnection tpm;
  private final int handle;
  private final boolean transientObject;

  private LoadedHandle(EsysConnection tpm, int handle, boolean transientObject) {
    this.tpm = tpm;
    this.handle = handle;
    this.transientObject = transientObject;
  }

  /** A transient object or session: it leaves the TPM when it is closed. */
  static LoadedHandle flushed(EsysConnection tpm, int handle) {
    return new LoadedHandle(tpm, handle, true);
  }

  /** A mere reference to something that stays in the TPM. */
  static LoadedHandle reference(EsysConnection tpm, int handle) {
    return new LoadedHandle(tpm, handle, false);
  }

  /** The handle itself after it was prepared; closed if that failed. */
  static LoadedHandle handedOn(LoadedHandle handle, Consumer<LoadedHandle> preparation) {
    boolean done = false;
    try {
      preparation.accept(handle);
      done = true;
      return handle;
    } finally {
      if (!done) {
        handle.close();
      }
    }
  }

  int tr() {
    return handle;
  }

  @Override
  public void close() {
    int rc =
        transientObject
            ? EsysLibrary.Esys_FlushContext(tpm.esys(), handle)
            : EsysLibrary.Esys_TR_Close(tpm.esys(), new IntByReference(handle));
    ReturnCode.check(rc, transientObject ? "TPM2_FlushContext" : "Esys_TR_Close");
  }
}
