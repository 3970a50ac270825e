package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.tpm.Tcti;

/** An open ESYS_CONTEXT. For one thread; handles live as long as it. */
final class EsysConnection implements AutoCloseable {
  private static final short STARTUP_CLEAR = 0;

  private final PointerByReference tcti;
  private final PointerByReference esys;
  private final Map<Integer, Integer> persistent = new HashMap<>();

  private EsysConnection(PointerByReference tcti, PointerByReference esys) {
    this.tcti = tcti;
    this.esys = esys;
  }

  /** Connects, starts the TPM if that is due, and flushes what a killed process left behind. */
  static EsysConnection open(Tcti configuration) {
    try {
      return connect(configuration);
    } catch (LinkageError e) {
      throw new TrustException(
          TrustFault.TPM_UNREACHABLE,
          "A library of tpm2-tss is missing: install libtss2-esys, -mu, -rc and -tctildr",
          e);
    }
  }

  private static EsysConnection connect(Tcti configuration) {
    PointerByReference tcti = new PointerByReference();
    ReturnCode.check(
        TctiLibrary.Tss2_TctiLdr_Initialize(configuration.configuration(), tcti),
        "Tss2_TctiLdr_Initialize");
    PointerByReference esys = new PointerByReference();
    EsysConnection connection = new EsysConnection(tcti, esys);
    boolean opened = false;
    try {
      ReturnCode.check(
          EsysLibrary.Esys_Initialize(esys, tcti.getValue(), Pointer.NULL), "Esys_Initialize");
      connection.startup();
      if (!configuration.hasResourceManager()) {
        new Leftovers(connection).flush();
      }
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  private void startup() {
    int rc = EsysLibrary.Esys_Startup(esys(), STARTUP_CLEAR);
    if (rc != ReturnCode.INITIALIZE) {
      ReturnCode.check(rc, "TPM2_Startup");
    }
  }

  /** ESYS_CONTEXT. */
  Pointer esys() {
    return esys.getValue();
  }

  /** TPM2_ReadClock: also shows that a TPM answers. */
  ClockReading clock() {
    try (NativeCall call = new NativeCall()) {
      PointerByReference time = call.out();
      ReturnCode.check(
          EsysLibrary.Esys_ReadClock(esys(), NONE, NONE, NONE, time), "TPM2_ReadClock");
      WireReader reader = WireReader.of(call.take(OutputType.TPMS_TIME_INFO, time), "A clock");
      reader.u64();
      ClockReading clock =
          new ClockReading(reader.u64(), reader.u32(), reader.u32(), reader.yesNo());
      reader.end();
      return clock;
    }
  }

  /** Whether the object at that persistent handle is known already. */
  boolean isKept(int tpmHandle) {
    return persistent.containsKey(tpmHandle);
  }

  /** Remembers an object that stays in the TPM, until the connection ends. */
  void keep(int tpmHandle, int object) {
    persistent.put(tpmHandle, object);
  }

  int kept(int tpmHandle) {
    return persistent.get(tpmHandle);
  }

  /**
   * Whether what is kept is not what the TPM now has there. A software TPM can be exchanged for
   * another one between two commands, without a connection that breaks.
   */
  boolean isStale() {
    return persistent.values().stream().anyMatch(object -> !isStill(object));
  }

  /**
   * Does not look for the object anew: ESYS would take what it finds for the object that is kept,
   * which nobody would judge again.
   */
  private boolean isStill(int object) {
    try {
      publicArea(object);
      return true;
    } catch (TrustException e) {
      if (e.fault() == TrustFault.TPM_ABSENT || e.fault() == TrustFault.TPM_KEY_CHANGED) {
        return false;
      }
      throw e;
    }
  }

  /**
   * TPM2_ReadPublic.
   *
   * @throws TrustException TPM_KEY_CHANGED if another key is there than when it was found
   */
  PublicArea publicArea(int key) {
    try (NativeCall call = new NativeCall()) {
      PointerByReference out = call.out();
      ReturnCode.check(
          EsysLibrary.Esys_ReadPublic(esys(), key, NONE, NONE, NONE, out, null, null),
          "TPM2_ReadPublic");
      PublicArea area = PublicArea.parseSized(call.take(OutputType.TPM2B_PUBLIC, out));
      if (!area.name().equals(name(key))) {
        throw new TrustException(
            TrustFault.TPM_KEY_CHANGED, "The TPM has another key there now: was it exchanged?");
      }
      return area;
    }
  }

  /** The name of an object, computed by ESYS from the public area to which it would encrypt. */
  TpmName name(int object) {
    try (NativeCall call = new NativeCall()) {
      PointerByReference name = call.out();
      ReturnCode.check(EsysLibrary.Esys_TR_GetName(esys(), object, name), "Esys_TR_GetName");
      return new TpmName(call.takeSized(OutputType.TPM2B_NAME, name));
    }
  }

  /** An NV index, to be closed after use, since its name may change. */
  LoadedHandle nvIndex(int tpmHandle) {
    int object =
        find(tpmHandle)
            .orElseThrow(
                () ->
                    new TrustException(
                        TrustFault.TPM_ABSENT,
                        "The TPM has nothing at NV index 0x%08x".formatted(tpmHandle)));
    return LoadedHandle.reference(this, object);
  }

  /**
   * The persistent object or NV index at that TPM handle, if there is one. ESYS gives the same
   * ESYS_TR if it is open already: not to be called for objects that are kept.
   */
  OptionalInt find(int tpmHandle) {
    IntByReference object = new IntByReference(NONE);
    int rc = EsysLibrary.Esys_TR_FromTPMPublic(esys(), tpmHandle, NONE, NONE, NONE, object);
    if (ReturnCode.isAbsent(rc)) {
      return OptionalInt.empty();
    }
    ReturnCode.check(rc, "TPM2_ReadPublic");
    return OptionalInt.of(object.getValue());
  }

  /** Random bytes of the TPM, at most 32 at once. */
  Octets random(int bytes) {
    try (NativeCall call = new NativeCall()) {
      PointerByReference random = call.out();
      ReturnCode.check(
          EsysLibrary.Esys_GetRandom(esys(), NONE, NONE, NONE, (short) bytes, random),
          "TPM2_GetRandom");
      return call.takeSized(OutputType.TPM2B_DIGEST, random);
    }
  }

  @Override
  public void close() {
    if (esys.getValue() != null) {
      EsysLibrary.Esys_Finalize(esys);
    }
    TctiLibrary.Tss2_TctiLdr_Finalize(tcti);
  }
}
