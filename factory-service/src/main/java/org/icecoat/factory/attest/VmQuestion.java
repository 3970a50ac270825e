package org.icecoat.factory.attest;

import java.util.Objects;
import java.util.Optional;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.EkTemplate;

/**
 * What a client asks the node of its VM.
 *
 * @param nonce the client's own
 * @param credential that the node's TPM is to open
 */
public record VmQuestion(Octets nonce, PcrSelection selection, Optional<Sealed> credential) {
  /** A secret for the TPM with that endorsement key. */
  public record Sealed(EkTemplate template, EncryptedCredential credential) {}

  public VmQuestion {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(credential, "credential");
  }
}
