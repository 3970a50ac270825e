package org.icecoat.imagestore.soap;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.imagestore.catalogue.release.KeyDecision;
import org.icecoat.imagestore.use.ListKeyDecisions;
import org.icecoat.wire.storeadministration.KeyDecisionType;
import org.icecoat.wire.storeadministration.KeyVerdictType;
import org.icecoat.wire.storeadministration.ListKeyReleasesResponse;

/** Writes who got keys as the contract has it. */
final class KeyDecisionWriter {
  private KeyDecisionWriter() {}

  static ListKeyReleasesResponse page(ListKeyDecisions.Page page) {
    ListKeyReleasesResponse wire = new ListKeyReleasesResponse();
    page.decisions().stream().map(KeyDecisionWriter::decision).forEach(wire.getDecision()::add);
    wire.setMore(page.more());
    return wire;
  }

  private static KeyDecisionType decision(KeyDecision decision) {
    KeyDecisionType wire = new KeyDecisionType();
    wire.setNumber(decision.number());
    wire.setAt(decision.at());
    wire.setNode(decision.node().value());
    wire.setDn(decision.dn().toString());
    wire.setVerdict(decision.released() ? KeyVerdictType.RELEASED : KeyVerdictType.REFUSED);
    decision.evidence().map(Sha256::toString).ifPresent(wire::setEvidence);
    decision.policy().ifPresent(wire::setPolicy);
    wire.getReason().addAll(decision.reasons());
    return wire;
  }
}
