package org.icecoat.console.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.icecoat.console.text.Spans;
import org.icecoat.wire.administration.NodeTpmType;
import org.icecoat.wire.administration.NodeTrustType;
import org.icecoat.wire.administration.TrustChangeType;
import org.icecoat.wire.factory.NodeStandingType;
import org.icecoat.wire.vm.AttestationType;

/**
 * What came of a node's last attestation; all but {@code verdict} and {@code reasons} may be null,
 * {@code at} only where a VM is shown whose node has proved nothing.
 */
public record NodeTrust(
    String verdict,
    Instant at,
    Duration age,
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
            wire.getAge(),
            wire.getValidUntil(),
            wire.getPolicy(),
            List.copyOf(wire.getReason()),
            wire.getEvidence());
  }

  /** As it counts for a VM. */
  static NodeTrust of(AttestationType wire) {
    return wire == null
        ? null
        : new NodeTrust(
            wire.getVerdict().value(),
            wire.getAt(),
            wire.getAge(),
            wire.getValidUntil(),
            wire.getPolicy(),
            List.copyOf(wire.getReason()),
            wire.getEvidence());
  }

  /**
   * What everybody may know of it, of many reasons the first; all but {@code verdict} and {@code
   * reasons} may be null.
   */
  public record Standing(
      String verdict,
      Instant at,
      Duration age,
      String policy,
      List<String> reasons,
      String evidence) {
    /** {@code Trusted, 2 min old}. */
    public String line() {
      return verdict + (age == null ? "" : ", " + Spans.text(age) + " old");
    }

    static Standing of(NodeStandingType wire) {
      return wire == null
          ? null
          : new Standing(
              wire.getVerdict().value(),
              wire.getAt(),
              wire.getAge(),
              wire.getPolicy(),
              List.copyOf(wire.getReason()),
              wire.getEvidence());
    }
  }

  /** A verdict by the named policy, its reasons or its version became others. */
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
