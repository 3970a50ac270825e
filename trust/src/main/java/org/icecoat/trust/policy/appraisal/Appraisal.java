package org.icecoat.trust.policy.appraisal;

import java.time.Instant;
import org.icecoat.domain.digest.Sha256;

/** What came of appraising a node's evidence. */
public sealed interface Appraisal permits Trusted, Rejected {
  /** Names the evidence. */
  Sha256 evidence();

  /** When it was appraised. */
  Instant appraised();
}
