package org.icecoat.factory.attest;

import java.util.List;
import java.util.Optional;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.tpm.EkTemplate;

/** The keys that a node claims its TPM to have; nothing of it is proved. */
public record TpmClaims(List<Key> endorsementKeys, PublicArea attestationKey) {
  public TpmClaims {
    endorsementKeys = List.copyOf(endorsementKeys);
  }

  /** An endorsement key, with the certificate of the TPM's maker. */
  public record Key(EkTemplate template, PublicArea area, Optional<Octets> certificate) {}
}
