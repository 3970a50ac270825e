package org.icecoat.factory.soap;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.administration.PolicyAdministration.PolicyView;
import org.icecoat.factory.standing.Standing;
import org.icecoat.factory.trust.TpmSummary;
import org.icecoat.factory.trust.TrustChange;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.service.soap.PolicyWriter;
import org.icecoat.wire.administration.NodeTpmType;
import org.icecoat.wire.administration.NodeTrustType;
import org.icecoat.wire.administration.PoliciesResponseType;
import org.icecoat.wire.administration.TpmClassType;
import org.icecoat.wire.administration.TrustChangeType;
import org.icecoat.wire.administration.TrustVerdictType;
import org.icecoat.wire.factory.NodeStandingType;
import org.icecoat.wire.factory.NodeStandingVerdictType;

/** Writes what a node proved, and by what it is judged. */
final class NodeTrustWriter {
  private static final int LONGEST_TEXT = 1024;

  /** Of a node among many that are shown at once. */
  private static final int MOST_REASONS = 4;

  private static final String MORE =
      "there are more reasons: 'icecoat node show' tells them to administrators";

  private NodeTrustWriter() {}

  static NodeTpmType tpm(TpmSummary tpm) {
    NodeTpmType wire = new NodeTpmType();
    wire.setTpmClass(TpmClassType.valueOf(tpm.tpmClass().name()));
    wire.setMaker(text(tpm.maker()));
    wire.setModel(text(tpm.model()));
    return wire;
  }

  /** What came of the last attestation. */
  static NodeTrustType trust(TrustResult result, Instant now) {
    NodeTrustType wire = trust(result);
    wire.setAge(result.age(now));
    return wire;
  }

  private static NodeTrustType trust(TrustResult result) {
    NodeTrustType wire = new NodeTrustType();
    wire.setVerdict(TrustVerdictType.valueOf(result.verdict().name()));
    wire.setAt(result.at());
    result.validUntil().ifPresent(wire::setValidUntil);
    result.policy().map(NodeTrustWriter::text).ifPresent(wire::setPolicy);
    result.reasons().stream().map(NodeTrustWriter::text).forEach(wire.getReason()::add);
    result.evidence().map(Sha256::toString).ifPresent(wire::setEvidence);
    return wire;
  }

  /** What everybody may know of it. */
  static NodeStandingType standing(Standing standing, Instant now) {
    NodeStandingType wire = new NodeStandingType();
    wire.setVerdict(verdict(standing.kind()));
    standing.result().ifPresent(result -> judged(wire, result, now));
    few(standing.reasons()).map(NodeTrustWriter::text).forEach(wire.getReason()::add);
    return wire;
  }

  private static void judged(NodeStandingType wire, TrustResult result, Instant now) {
    wire.setAt(result.at());
    wire.setAge(result.age(now));
    result.policy().map(NodeTrustWriter::text).ifPresent(wire::setPolicy);
    result.evidence().map(Sha256::toString).ifPresent(wire::setEvidence);
  }

  private static Stream<String> few(List<String> reasons) {
    return reasons.size() <= MOST_REASONS
        ? reasons.stream()
        : Stream.concat(reasons.stream().limit(MOST_REASONS - 1), Stream.of(MORE));
  }

  private static NodeStandingVerdictType verdict(Standing.Kind kind) {
    return switch (kind) {
      case TRUSTED -> NodeStandingVerdictType.TRUSTED;
      case TOO_OLD, EXPIRED -> NodeStandingVerdictType.EXPIRED;
      case REJECTED -> NodeStandingVerdictType.REJECTED;
      case UNPROVED -> NodeStandingVerdictType.UNPROVED;
    };
  }

  static PoliciesResponseType policies(List<PolicyView> views) {
    PoliciesResponseType wire = new PoliciesResponseType();
    views.forEach(view -> wire.getPolicy().add(PolicyWriter.policy(view.policy(), view.usual())));
    return wire;
  }

  static TrustChangeType change(TrustChange change) {
    TrustChangeType wire = new TrustChangeType();
    wire.setPolicyName(change.policy().value());
    wire.setResult(trust(change.result()));
    return wire;
  }

  static String text(String value) {
    return value.substring(0, Math.min(LONGEST_TEXT, value.length()));
  }
}
