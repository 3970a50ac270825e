package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;
import static org.icecoat.trust.tpm.esys.EsysHandle.PASSWORD;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.structure.WireWriter;

/** Platform configuration registers. */
final class Pcrs {
  private static final int MOST_DIGESTS = 8;
  private static final int LONGEST_DIGEST = 64;
  private static final int TRIES = 8;

  private final EsysConnection tpm;

  Pcrs(EsysConnection tpm) {
    this.tpm = tpm;
  }

  /** A TPM gives eight values at once: reads again if a PCR changed meanwhile. */
  PcrValues read(PcrSelection selection) {
    for (int i = 0; i < TRIES; i++) {
      Optional<PcrValues> values = readUnchanged(selection);
      if (values.isPresent()) {
        return values.get();
      }
    }
    throw new TrustException(
        TrustFault.TPM_REFUSED, "The PCRs keep changing while they are read: try again");
  }

  private Optional<PcrValues> readUnchanged(PcrSelection selection) {
    Map<Integer, Octets> values = new HashMap<>();
    Integer counter = null;
    while (values.size() < selection.indexes().size()) {
      List<Integer> missing = new ArrayList<>(selection.indexes());
      missing.removeAll(values.keySet());
      int now = readSome(new PcrSelection(selection.bank(), missing), values);
      if (counter != null && counter != now) {
        return Optional.empty();
      }
      counter = now;
    }
    return Optional.of(PcrValues.of(selection.bank(), values));
  }

  /** Adds some of those values, and gives the update counter. */
  private int readSome(PcrSelection missing, Map<Integer, Octets> values) {
    IntByReference counter = new IntByReference();
    try (NativeCall call = new NativeCall()) {
      PointerByReference selection = call.out();
      PointerByReference digests = call.out();
      int rc =
          EsysLibrary.Esys_PCR_Read(
              tpm.esys(),
              NONE,
              NONE,
              NONE,
              call.in(InputType.TPML_PCR_SELECTION, missing.wire()),
              counter,
              selection,
              digests);
      ReturnCode.check(rc, "TPM2_PCR_Read");
      PcrSelection read = selection(call.take(OutputType.TPML_PCR_SELECTION, selection), missing);
      values.putAll(
          PcrValues.of(read, digests(call.take(OutputType.TPML_DIGEST, digests))).byIndex());
    }
    return counter.getValue();
  }

  private static PcrSelection selection(Octets wire, PcrSelection wanted) {
    WireReader reader = WireReader.of(wire, "A PCR selection");
    List<PcrSelection> read = PcrSelection.readList(reader);
    reader.end();
    if (read.size() != 1 || read.get(0).indexes().isEmpty() || !wanted.containsAll(read.get(0))) {
      throw new TrustException(
          TrustFault.TPM_ABSENT, "The TPM has no PCRs %s: is the bank active?".formatted(wanted));
    }
    return read.get(0);
  }

  private static List<Octets> digests(Octets wire) {
    WireReader reader = WireReader.of(wire, "A list of digests");
    int count = reader.count(MOST_DIGESTS);
    List<Octets> digests = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      digests.add(reader.sized(LONGEST_DIGEST));
    }
    reader.end();
    return digests;
  }

  void extend(PcrBank bank, int index, Octets digest) {
    Octets digests = WireWriter.bigEndian().u32(1).u16(bank.hash().id()).bytes(digest).written();
    try (NativeCall call = new NativeCall()) {
      int rc =
          EsysLibrary.Esys_PCR_Extend(
              tpm.esys(),
              index,
              PASSWORD,
              NONE,
              NONE,
              call.in(InputType.TPML_DIGEST_VALUES, digests));
      ReturnCode.check(rc, "TPM2_PCR_Extend");
    }
  }
}
