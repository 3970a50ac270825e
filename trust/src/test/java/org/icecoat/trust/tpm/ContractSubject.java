package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmSignature;

/** What the contract is tried on. */
interface ContractSubject {
  Octets NONCE = Octets.parse("00112233445566778899aabbccddeeff");

  /** The TPM, the same for all facts. */
  Tpm tpm();

  /** Another TPM. */
  Tpm otherTpm();

  /** Root and intermediate certificates of the maker of the TPMs. */
  List<X509Certificate> makers();

  /** The statement, after its signature and signer have been checked. */
  default Attestation verified(SignedAttestation statement) {
    PublicArea key = tpm().attestationKey();
    TpmSignature signature = TpmSignature.parse(statement.signature());
    assertThat(signature.verifies(key.publicKey(), statement.attest())).isTrue();
    Attestation attestation = Attestation.parse(statement.attest());
    assertThat(attestation.qualifiedSigner())
        .isEqualTo(TpmName.qualified(TpmName.Hierarchy.ENDORSEMENT, key.name()).value());
    assertThat(attestation.extraData()).isEqualTo(NONCE);
    return attestation;
  }

  static void assertFault(TrustFault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TrustException.class, e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault));
  }
}
