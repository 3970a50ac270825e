package org.icecoat.trust.evidence;

import java.util.List;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmSignature;
import org.icecoat.trust.structure.WireReader;

/** The checks that every signed statement of a TPM has to pass. */
final class AttestationChecks {
  private static final int MAGIC_BYTES = 4;

  private AttestationChecks() {}

  /**
   * Runs the checks and adds to {@code found} what is wrong.
   *
   * @param type of the body that was asked for
   * @return the statement, or null if it cannot be read
   */
  static Attestation judge(
      SignedAttestation signed,
      Class<? extends Attestation.Body> type,
      AttestationKey key,
      Octets extraData,
      List<Finding> found) {
    Attestation attestation = read(signed.attest(), found);
    if (attestation != null && !type.isInstance(attestation.body())) {
      found.add(new Finding(Reason.WRONG_TYPE, attestation.body() + " instead of " + name(type)));
    }
    signature(signed, key, found);
    if (attestation != null) {
      binding(attestation, key, extraData, found);
    }
    return attestation;
  }

  private static Attestation read(Octets attest, List<Finding> found) {
    try {
      return Attestation.parse(attest);
    } catch (TrustException e) {
      Reason reason = foreign(attest) ? Reason.NOT_FROM_TPM : Reason.ATTESTATION_MALFORMED;
      found.add(new Finding(reason, e.getMessage()));
      return null;
    }
  }

  private static boolean foreign(Octets attest) {
    return attest.length() >= MAGIC_BYTES
        && WireReader.of(attest, "A magic").bits32() != Attestation.MAGIC;
  }

  private static void signature(SignedAttestation signed, AttestationKey key, List<Finding> found) {
    TpmSignature signature;
    try {
      signature = TpmSignature.parse(signed.signature());
    } catch (TrustException e) {
      found.add(new Finding(Reason.SIGNATURE_MALFORMED, e.getMessage()));
      return;
    }
    if (signature.scheme() != key.scheme().kind() || signature.hash() != key.scheme().hash()) {
      String used = signature.scheme() + " with " + signature.hash();
      found.add(new Finding(Reason.SCHEME_DIFFERS, used + " instead of " + key.scheme()));
    } else if (!signature.fits(key.publicKey())) {
      found.add(new Finding(Reason.SIGNATURE_OUT_OF_RANGE, "by " + key));
    } else if (!signature.verifies(key.publicKey(), signed.attest())) {
      found.add(new Finding(Reason.SIGNATURE_WRONG, "by " + key));
    }
  }

  private static void binding(
      Attestation attestation, AttestationKey key, Octets extraData, List<Finding> found) {
    if (!attestation.extraData().equals(extraData)) {
      found.add(
          new Finding(
              Reason.CHALLENGE_DIFFERS,
              "%s instead of %s".formatted(attestation.extraData(), extraData)));
    }
    if (!attestation.qualifiedSigner().equals(key.qualifiedName().value())) {
      found.add(
          new Finding(
              Reason.SIGNER_DIFFERS,
              "%s instead of %s".formatted(attestation.qualifiedSigner(), key.qualifiedName())));
    }
  }

  private static String name(Class<?> type) {
    return type.getSimpleName();
  }
}
