package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;
import static org.icecoat.trust.tpm.esys.EsysHandle.PASSWORD;

import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;
import java.util.OptionalInt;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireWriter;

/** Reads NV indexes. */
final class NvIndexes {
  /** Bytes that every TPM gives at once. */
  private static final int CHUNK = 512;

  private static final int DER_SEQUENCE = 0x30;
  private static final int DER_TWO_LENGTH_BYTES = 0x82;
  private static final int DER_HEADER = 4;

  private final EsysConnection tpm;

  NvIndexes(EsysConnection tpm) {
    this.tpm = tpm;
  }

  /** A certificate that everybody may read, without what pads the index. */
  Optional<Octets> certificate(int index) {
    OptionalInt found = tpm.find(index);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (LoadedHandle handle = LoadedHandle.reference(tpm, found.getAsInt())) {
      NvPublicArea area = publicArea(handle.tr());
      return area.isWritten() ? certificate(readAll(handle.tr(), area.size())) : Optional.empty();
    }
  }

  NvPublicArea publicArea(int index) {
    try (NativeCall call = new NativeCall()) {
      PointerByReference area = call.out();
      ReturnCode.check(
          EsysLibrary.Esys_NV_ReadPublic(tpm.esys(), index, NONE, NONE, NONE, area, null),
          "TPM2_NV_ReadPublic");
      return NvPublicArea.parseSized(call.take(OutputType.TPM2B_NV_PUBLIC, area));
    }
  }

  private Octets readAll(int index, int size) {
    WireWriter contents = WireWriter.bigEndian();
    for (int offset = 0; offset < size; offset += CHUNK) {
      contents.bytes(read(index, PASSWORD, Math.min(CHUNK, size - offset), offset));
    }
    return contents.written();
  }

  /** Bytes of an index, by its own auth value. */
  Octets read(int index, int session, int size, int offset) {
    try (NativeCall call = new NativeCall()) {
      PointerByReference contents = call.out();
      int rc =
          EsysLibrary.Esys_NV_Read(
              tpm.esys(),
              index,
              index,
              session,
              NONE,
              NONE,
              (short) size,
              (short) offset,
              contents);
      ReturnCode.check(rc, "TPM2_NV_Read");
      return call.takeSized(OutputType.TPM2B_MAX_NV_BUFFER, contents);
    }
  }

  /** As long as DER says; empty if that is no DER of a certificate's size. */
  private static Optional<Octets> certificate(Octets padded) {
    if (padded.length() < DER_HEADER
        || padded.at(0) != DER_SEQUENCE
        || padded.at(1) != DER_TWO_LENGTH_BYTES) {
      return Optional.empty();
    }
    int length = DER_HEADER + (padded.at(2) << Byte.SIZE | padded.at(3));
    return length <= padded.length() ? Optional.of(padded.slice(0, length)) : Optional.empty();
  }
}
