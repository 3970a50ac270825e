package org.icecoat.trust.policy.appraisal;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmSignature;

/** A quote that fits the key and the values that lie beside it, and no more. */
record ClaimedQuote(PcrValues values, long firmwareVersion) {
  static Verdict<ClaimedQuote> judge(Evidence evidence) {
    try {
      Attestation attestation = Attestation.parse(evidence.quote().attest());
      PublicArea area = PublicArea.parseSized(evidence.attestationKey());
      Verdict<AttestationKey> key =
          AttestationKey.judge(area, new TpmName(attestation.qualifiedSigner()));
      return key instanceof Verdict.Refused<AttestationKey> refused
          ? refused.retyped()
          : judge(evidence, attestation, key.accepted().orElseThrow());
    } catch (TrustException e) {
      return Verdict.refused(Reason.ATTESTATION_MALFORMED, e.getMessage());
    }
  }

  private static Verdict<ClaimedQuote> judge(
      Evidence evidence, Attestation attestation, AttestationKey key) {
    PcrValues values = PcrValues.parse(evidence.pcrValues());
    TpmSignature signature = TpmSignature.parse(evidence.quote().signature());
    List<Finding> found = new ArrayList<>();
    boolean signed =
        signature.scheme() == key.scheme().kind()
            && signature.hash() == key.scheme().hash()
            && signature.fits(key.publicKey())
            && signature.verifies(key.publicKey(), evidence.quote().attest());
    if (!signed) {
      found.add(new Finding(Reason.SIGNATURE_WRONG, "by " + key));
    }
    if (!(attestation.body() instanceof Attestation.Quote quote)) {
      return Verdict.refused(Reason.WRONG_TYPE, attestation.body().toString());
    }
    if (!quote.selections().equals(List.of(values.selection()))) {
      found.add(
          new Finding(
              Reason.VALUES_NOT_AS_QUOTED, values.selection() + " beside " + quote.selections()));
    }
    if (!values.digest(key.scheme().hash()).equals(quote.pcrDigest())) {
      found.add(new Finding(Reason.PCR_DIGEST_DIFFERS, "by " + key));
    }
    return found.isEmpty()
        ? new Verdict.Accepted<>(new ClaimedQuote(values, attestation.firmwareVersion()))
        : new Verdict.Refused<>(found);
  }
}
