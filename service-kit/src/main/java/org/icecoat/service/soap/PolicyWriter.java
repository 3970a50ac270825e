package org.icecoat.service.soap;

import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.wire.administration.PolicyRecordType;

/** Writes appraisal policies in force as the contracts have them. */
public final class PolicyWriter {
  private PolicyWriter() {}

  /**
   * A version in force.
   *
   * @param usual whether the service judges by it if nobody asks for another
   */
  public static PolicyRecordType policy(AcceptedPolicy policy, boolean usual) {
    PolicyRecordType wire = new PolicyRecordType();
    wire.setName(policy.id().name().value());
    wire.setVersion(policy.id().version());
    wire.setDigest(policy.id().digest().toString());
    wire.setSigner(policy.signed().signer().toString());
    wire.setSignedAt(policy.signed().signed());
    policy.until().ifPresent(wire::setUntil);
    wire.setUsual(usual);
    return wire;
  }
}
