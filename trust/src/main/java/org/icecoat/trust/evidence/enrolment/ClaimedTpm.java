package org.icecoat.trust.evidence.enrolment;

import java.util.List;
import java.util.Optional;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;

/** The keys that somebody claims his TPM to have; nothing of it is proved. */
public record ClaimedTpm(List<Key> endorsementKeys, PublicArea attestationKey) {
  public ClaimedTpm {
    endorsementKeys = List.copyOf(endorsementKeys);
  }

  /** An endorsement key, with the certificate of the TPM's maker. */
  public record Key(PublicArea area, Optional<Octets> certificate) {}
}
