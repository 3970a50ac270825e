package org.icecoat.factory.attest;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.PcrSelection;

/** What the site demands of its nodes. */
public interface Appraisal {
  /** The PCRs that a quote has to cover; empty if no policy is in force, which nobody passes. */
  Optional<PcrSelection> selection();

  /** Judges what a node has proved; fails closed. */
  TrustResult judge(VerifiedQuote quote, Evidence evidence, EnrolledTpm tpm);

  /** When other policies came into force last: results of before do not tell what holds now. */
  Instant changedAt();
}
