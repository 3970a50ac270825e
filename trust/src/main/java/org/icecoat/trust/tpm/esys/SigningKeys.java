package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;
import static org.icecoat.trust.tpm.esys.EsysHandle.PASSWORD;

import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.TpmSignature;
import org.icecoat.trust.structure.TpmSignature.Ecdsa;

/** Signatures by resident keys. */
final class SigningKeys {
  private static final Octets SCHEME_OF_THE_KEY = Octets.parse("0010");

  /** TPMT_TK_HASHCHECK for keys that are not restricted: TPM_ST_HASHCHECK, TPM_RH_NULL, nothing. */
  private static final Octets NO_TICKET = Octets.parse("8024400000070000");

  private final EsysConnection tpm;

  SigningKeys(EsysConnection tpm) {
    this.tpm = tpm;
  }

  /** ECDSA-Sig-Value in DER. */
  Octets sign(int key, Octets digest) {
    try (NativeCall call = new NativeCall()) {
      PointerByReference signature = call.out();
      int rc =
          EsysLibrary.Esys_Sign(
              tpm.esys(),
              key,
              PASSWORD,
              NONE,
              NONE,
              call.inSized(InputType.TPM2B_DIGEST, digest),
              call.in(InputType.TPMT_SIG_SCHEME, SCHEME_OF_THE_KEY),
              call.in(InputType.TPMT_TK_HASHCHECK, NO_TICKET),
              signature);
      ReturnCode.check(rc, "TPM2_Sign");
      return der(TpmSignature.parse(call.take(OutputType.TPMT_SIGNATURE, signature)));
    }
  }

  private static Octets der(TpmSignature signature) {
    if (!(signature instanceof Ecdsa ecdsa)) {
      throw new TrustException(
          TrustFault.TPM_REFUSED, "Only keys of createSigningKey sign; this one is no such key");
    }
    try {
      DERSequence sequence =
          new DERSequence(new ASN1Integer[] {integer(ecdsa.r()), integer(ecdsa.s())});
      return Octets.of(sequence.getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ASN1Integer integer(Octets unsigned) {
    return new ASN1Integer(new BigInteger(1, unsigned.bytes()));
  }
}
