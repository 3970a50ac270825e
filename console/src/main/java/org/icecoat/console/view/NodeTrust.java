package org.icecoat.console.view;

import java.time.Instant;
import java.util.List;
import org.icecoat.wire.administration.NodeTpmType;
import org.icecoat.wire.administration.NodeTrustType;
import org.icecoat.wire.administration.TrustChangeType;

/**
 * What came of a node's last attestation; {@code validUntil}, {@code policy} and {@code evidence}
 * may be null.
 */
public record NodeTrust(
    String verdict,
    Instant at,
    Instant validUntil,
    String policy,
    List<String> reasons,
    String evidence) {

  static NodeTrust of(NodeTrustType wire) {
    return wire == null
        ? null
        : new NodeTrust(
            wire.getVerdict().value(),
            wire.getAt(),
            wire.getValidUntil(),
            wire.getPolicy(),
            List.copyOf(wire.getReason()),
            wire.getEvidence());
  }

  /** A verdict by the named policy became another one. */
  public record Change(String policyName, NodeTrust result) {
    static Change of(TrustChangeType wire) {
      return new Change(wire.getPolicyName(), NodeTrust.of(wire.getResult()));
    }
  }

  /** A node's TPM: Hardware or Emulated, its maker's name at the site, and what it is. */
  public record Tpm(String tpmClass, String maker, String model) {
    static Tpm of(NodeTpmType wire) {
      return wire == null
          ? null
          : new Tpm(wire.getTpmClass().value(), wire.getMaker(), wire.getModel());
    }
  }
}
