package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;

import com.sun.jna.ptr.ByteByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireReader;

/**
 * What is loaded in a TPM: without a resource manager, objects and sessions of a process that was
 * killed stay and take the few slots that there are.
 */
final class Leftovers {
  private static final int CAPABILITY_HANDLES = 1;
  private static final int LOADED_SESSIONS = 0x0200_0000;
  private static final int TRANSIENT_OBJECTS = 0x8000_0000;
  private static final int MOST = 64;

  private final EsysConnection tpm;

  Leftovers(EsysConnection tpm) {
    this.tpm = tpm;
  }

  /** TPM handles of the transient objects and the loaded sessions. */
  List<Integer> loaded() {
    List<Integer> handles = new ArrayList<>(handles(TRANSIENT_OBJECTS));
    handles.addAll(handles(LOADED_SESSIONS));
    return handles;
  }

  /** Removes them all: they are of nobody, as one process at a time uses such a TPM. */
  void flush() {
    for (int handle : loaded()) {
      IntByReference object = new IntByReference(NONE);
      int rc = EsysLibrary.Esys_TR_FromTPMPublic(tpm.esys(), handle, NONE, NONE, NONE, object);
      ReturnCode.check(rc, "TPM2_ReadPublic");
      LoadedHandle.flushed(tpm, object.getValue()).close();
    }
  }

  private List<Integer> handles(int first) {
    try (NativeCall call = new NativeCall()) {
      PointerByReference values = call.out();
      int rc =
          EsysLibrary.Esys_GetCapability(
              tpm.esys(),
              NONE,
              NONE,
              NONE,
              CAPABILITY_HANDLES,
              first,
              MOST,
              new ByteByReference(),
              values);
      ReturnCode.check(rc, "TPM2_GetCapability");
      return read(call.take(OutputType.TPMS_CAPABILITY_DATA, values));
    }
  }

  private static List<Integer> read(Octets wire) {
    WireReader reader = WireReader.of(wire, "A list of handles");
    reader.u32();
    int count = reader.count(MOST);
    List<Integer> handles = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      handles.add(reader.bits32());
    }
    reader.end();
    return handles;
  }
}
