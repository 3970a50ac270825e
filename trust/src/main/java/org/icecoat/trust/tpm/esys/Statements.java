package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;
import static org.icecoat.trust.tpm.esys.EsysHandle.PASSWORD;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.Attestation.Quote;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.SignedAttestation;

/** What the attestation key signs. */
final class Statements {
  /** TPMT_SIG_SCHEME: that of the key. */
  private static final Octets SCHEME_OF_THE_KEY = Octets.parse("0010");

  private final EsysConnection tpm;
  private final int key;

  Statements(EsysConnection tpm, int key) {
    this.tpm = tpm;
    this.key = key;
  }

  /** A TPM leaves out what it does not have, and quotes even nothing: that is a failure here. */
  SignedAttestation quote(PcrSelection selection, Octets qualifyingData) {
    SignedAttestation quote = quoteOfWhatThereIs(selection, qualifyingData);
    Attestation attestation = Attestation.parse(quote.attest());
    boolean whole =
        attestation.body() instanceof Quote body && body.selections().equals(List.of(selection));
    if (!whole) {
      throw new TrustException(
          TrustFault.TPM_ABSENT,
          "The TPM does not quote %s: is the bank active?".formatted(selection));
    }
    return quote;
  }

  private SignedAttestation quoteOfWhatThereIs(PcrSelection selection, Octets qualifyingData) {
    return signed(
        "TPM2_Quote",
        qualifyingData,
        (call, data, scheme, attest, signature) ->
            EsysLibrary.Esys_Quote(
                tpm.esys(),
                key,
                PASSWORD,
                NONE,
                NONE,
                data,
                scheme,
                call.in(InputType.TPML_PCR_SELECTION, selection.wire()),
                attest,
                signature));
  }

  SignedAttestation certify(int object, Octets qualifyingData) {
    return signed(
        "TPM2_Certify",
        qualifyingData,
        (call, data, scheme, attest, signature) ->
            EsysLibrary.Esys_Certify(
                tpm.esys(),
                object,
                key,
                PASSWORD,
                PASSWORD,
                NONE,
                data,
                scheme,
                attest,
                signature));
  }

  /** Of all bytes of an index, which are {@code size}; {@code session} is for its auth value. */
  SignedAttestation certifyNv(int index, int session, int size, Octets qualifyingData) {
    return signed(
        "TPM2_NV_Certify",
        qualifyingData,
        (call, data, scheme, attest, signature) ->
            EsysLibrary.Esys_NV_Certify(
                tpm.esys(),
                key,
                index,
                index,
                PASSWORD,
                session,
                NONE,
                data,
                scheme,
                (short) size,
                (short) 0,
                attest,
                signature));
  }

  private interface Command {
    int run(
        NativeCall call,
        Pointer qualifyingData,
        Pointer scheme,
        PointerByReference attest,
        PointerByReference signature);
  }

  private static SignedAttestation signed(String name, Octets qualifyingData, Command command) {
    try (NativeCall call = new NativeCall()) {
      PointerByReference attest = call.out();
      PointerByReference signature = call.out();
      Pointer data = call.inSized(InputType.TPM2B_DATA, qualifyingData);
      Pointer scheme = call.in(InputType.TPMT_SIG_SCHEME, SCHEME_OF_THE_KEY);
      ReturnCode.check(command.run(call, data, scheme, attest, signature), name);
      return new SignedAttestation(
          call.takeSized(OutputType.TPM2B_ATTEST, attest),
          call.take(OutputType.TPMT_SIGNATURE, signature));
    }
  }
}
