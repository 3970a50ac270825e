package org.icecoat.testbed.bench.appraise;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.TpmRules;
import org.icecoat.trust.policy.appraisal.Measurements;
import org.icecoat.trust.policy.appraisal.PolicyDraft;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.policy.signature.PolicyBook;
import org.icecoat.trust.policy.signature.PolicySigner;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.structure.Octets;

/** A policy that names every event and every file of a recording, signed and put in force. */
final class RecordedPolicy {
  private static final PolicyName NAME = new PolicyName("recorded");

  private RecordedPolicy() {}

  /**
   * Drafts it, signs it and puts it in force, as an administrator does.
   *
   * @param anchors the trust folder
   */
  static List<AcceptedPolicy> inForce(
      Evidence evidence, Path anchors, Path certificate, Path key, Clock clock) throws IOException {
    PolicyDocument draft =
        new PolicyDraft(
                NAME, 1, Set.of(TpmClass.EMULATED), List.of(new TpmRules.Maker("any")), true)
            .from(List.of(Measurements.claimed(evidence).accepted().orElseThrow()));
    PemCredential signer = PemCredential.read(certificate, key, PassphraseSource.NONE);
    Octets signed = new PolicySigner(clock).sign(draft, signer);
    try (GridTrust trust = GridTrust.open(TrustAnchors.in(anchors), clock)) {
      PolicyVerifier verifier =
          new PolicyVerifier(
              trust.callers()::judge,
              Set.of(Dn.of(signer.leaf().getSubjectX500Principal())),
              clock);
      PolicyBook book = new PolicyBook(clock);
      book.accept(verifier.verify(signed).accepted().orElseThrow(), clock.instant());
      return book.inForce(NAME);
    }
  }
}
