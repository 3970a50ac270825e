package org.icecoat.console.policy;

import java.time.Instant;
import java.util.List;
import org.icecoat.wire.administration.PoliciesResponseType;
import org.icecoat.wire.administration.PolicyRecordType;

/** A version of a policy that the factory judges by. */
record PolicyInForce(
    String name,
    int version,
    String digest,
    String signer,
    Instant signedAt,
    Instant until,
    boolean usual) {
  static List<PolicyInForce> of(PoliciesResponseType wire) {
    return wire.getPolicy().stream().map(PolicyInForce::of).toList();
  }

  private static PolicyInForce of(PolicyRecordType wire) {
    return new PolicyInForce(
        wire.getName(),
        wire.getVersion(),
        wire.getDigest(),
        wire.getSigner(),
        wire.getSignedAt(),
        wire.getUntil(),
        wire.isUsual());
  }
}
