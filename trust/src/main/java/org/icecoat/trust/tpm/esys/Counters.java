package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;
import static org.icecoat.trust.tpm.esys.EsysHandle.OWNER;
import static org.icecoat.trust.tpm.esys.EsysHandle.PASSWORD;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.tpm.AuthValue;
import org.icecoat.trust.tpm.NvCounter;

/** Counters in NV. Their auth values never cross the bus but when they are defined, encrypted. */
final class Counters {
  private final EsysConnection tpm;
  private final NvIndexes indexes;

  Counters(EsysConnection tpm) {
    this.tpm = tpm;
    this.indexes = new NvIndexes(tpm);
  }

  void define(NvCounter counter, int storageKey) {
    OptionalInt found = tpm.find(counter.index());
    if (found.isPresent()) {
      try (LoadedHandle index = LoadedHandle.reference(tpm, found.getAsInt())) {
        judge(counter, indexes.publicArea(index.tr()));
      }
      return;
    }
    IntByReference index = new IntByReference(NONE);
    try (LoadedHandle session = new Sessions(tpm).authorization(storageKey);
        NativeCall call = new NativeCall()) {
      int rc =
          EsysLibrary.Esys_NV_DefineSpace(
              tpm.esys(),
              OWNER,
              session.tr(),
              NONE,
              NONE,
              auth(call, counter.auth()),
              call.in(InputType.TPM2B_NV_PUBLIC, counter.definition().sizedWire()),
              index);
      ReturnCode.check(rc, "TPM2_NV_DefineSpace");
    }
    LoadedHandle.reference(tpm, index.getValue()).close();
  }

  void undefine(NvCounter counter) {
    OptionalInt found = tpm.find(counter.index());
    if (found.isPresent()) {
      int rc =
          EsysLibrary.Esys_NV_UndefineSpace(
              tpm.esys(), OWNER, found.getAsInt(), PASSWORD, NONE, NONE);
      ReturnCode.check(rc, "TPM2_NV_UndefineSpace");
    }
  }

  long increment(NvCounter counter) {
    try (LoadedHandle session = new Sessions(tpm).hmac()) {
      try (LoadedHandle index = open(counter)) {
        int rc =
            EsysLibrary.Esys_NV_Increment(
                tpm.esys(), index.tr(), index.tr(), session.tr(), NONE, NONE);
        ReturnCode.check(rc, "TPM2_NV_Increment");
      }
      return read(counter, session);
    }
  }

  long read(NvCounter counter) {
    try (LoadedHandle session = new Sessions(tpm).hmac()) {
      return read(counter, session);
    }
  }

  /** Opens the index anew, since the first increment changes its name. */
  private long read(NvCounter counter, LoadedHandle session) {
    try (LoadedHandle index = open(counter)) {
      Octets value = indexes.read(index.tr(), session.tr(), Long.BYTES, 0);
      return WireReader.of(value, "A counter").u64();
    }
  }

  SignedAttestation certify(NvCounter counter, int attestationKey, Octets qualifyingData) {
    try (LoadedHandle index = open(counter);
        LoadedHandle session = new Sessions(tpm).hmac()) {
      return new Statements(tpm, attestationKey)
          .certifyNv(index.tr(), session.tr(), Long.BYTES, qualifyingData);
    }
  }

  private LoadedHandle open(NvCounter counter) {
    LoadedHandle index = tpm.nvIndex(counter.index());
    try (NativeCall call = new NativeCall()) {
      ReturnCode.check(
          EsysLibrary.Esys_TR_SetAuth(tpm.esys(), index.tr(), auth(call, counter.auth())),
          "Esys_TR_SetAuth");
    }
    return index;
  }

  private static void judge(NvCounter counter, NvPublicArea found) {
    boolean same = found.equals(counter.definition()) || found.equals(counter.incremented());
    if (!same) {
      throw new TrustException(
          TrustFault.TPM_KEY_CHANGED,
          "NV index 0x%08x is in use for something else: choose another one"
              .formatted(counter.index()));
    }
  }

  private static Pointer auth(NativeCall call, AuthValue auth) {
    byte[] secret = auth.reveal();
    byte[] wire =
        ByteBuffer.allocate(Short.BYTES + secret.length)
            .putShort((short) secret.length)
            .put(secret)
            .array();
    Arrays.fill(secret, (byte) 0);
    return call.inSecret(InputType.TPM2B_AUTH, wire);
  }
}
