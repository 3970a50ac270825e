package org.icecoat.factory.soap;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.standing.Standing;
import org.icecoat.factory.standing.TrustDemand;
import org.icecoat.factory.standing.VmTrust;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.factory.vm.TrustLoss;
import org.icecoat.wire.types.LossActionType;
import org.icecoat.wire.types.TrustTermsType;
import org.icecoat.wire.vm.AttestationType;
import org.icecoat.wire.vm.TrustType;
import org.icecoat.wire.vm.TrustVerdictType;

/** Writes how a VM stands by its trust terms. */
final class VmTrustWriter {
  private VmTrustWriter() {}

  static TrustType trust(VmTrust trust, Optional<TrustLoss> loss, Instant now) {
    TrustType wire = new TrustType();
    trust.terms().map(VmTrustWriter::terms).ifPresent(wire::setTerms);
    trust.standing().map(standing -> attestation(standing, now)).ifPresent(wire::setAttestation);
    loss.map(TrustLoss::at).ifPresent(wire::setLostAt);
    return wire;
  }

  private static TrustTermsType terms(TrustDemand terms) {
    TrustTermsType wire = new TrustTermsType();
    wire.setPolicy(terms.policy().value());
    terms.maximalAge().ifPresent(wire::setMaximalAge);
    wire.setOnLoss(LossActionType.valueOf(terms.onLoss().name()));
    return wire;
  }

  private static AttestationType attestation(Standing standing, Instant now) {
    AttestationType wire = new AttestationType();
    wire.setVerdict(TrustVerdictType.valueOf(standing.kind().name()));
    standing.result().ifPresent(result -> judged(wire, result, now));
    standing.until().ifPresent(wire::setValidUntil);
    standing.reasons().stream().map(NodeTrustWriter::text).forEach(wire.getReason()::add);
    return wire;
  }

  private static void judged(AttestationType wire, TrustResult result, Instant now) {
    wire.setAt(result.at());
    wire.setAge(result.age(now));
    result.policy().map(NodeTrustWriter::text).ifPresent(wire::setPolicy);
    result.evidence().map(Sha256::toString).ifPresent(wire::setEvidence);
  }
}
