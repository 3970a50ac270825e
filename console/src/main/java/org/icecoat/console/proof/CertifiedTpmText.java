package org.icecoat.console.proof;

import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.evidence.endorsement.TpmClass;

/** What there is to say of a TPM whose endorsement key a maker has certified. */
public record CertifiedTpmText(EndorsementKey key) {
  /** What it is, and who says so. */
  public String model() {
    return "%s %s %s, certified by the maker %s, %s"
        .formatted(
            key.identity().manufacturer(),
            key.identity().model(),
            key.identity().version(),
            key.maker().name(),
            lists());
  }

  private String lists() {
    return key.listed()
        .map(at -> "and on its list of revoked certificates of %s it is not".formatted(at))
        .orElse("of which no list of revoked certificates is here");
  }

  /** Whether it is more than software. */
  public Claim hardware() {
    return key.tpmClass() == TpmClass.HARDWARE
        ? Claim.proved("hardware", "its maker makes chips")
        : Claim.unproved(
            "hardware", "the TPM is software: whoever runs it can copy it and look into it");
  }
}
