package org.icecoat.console.policy;

import java.time.Instant;
import java.util.List;
import org.icecoat.wire.administration.PoliciesResponseType;
import org.icecoat.wire.administration.PolicyRecordType;

/**
 * A version of a policy that is in force.
 *
 * @param at the service that judges by it: factory or store
 */
record PolicyInForce(
    String at,
    String name,
    int version,
    String digest,
    String signer,
    Instant signedAt,
    Instant until,
    boolean usual) {
  static List<PolicyInForce> of(Place at, PoliciesResponseType wire) {
    return wire.getPolicy().stream().map(each -> of(at, each)).toList();
  }

  private static PolicyInForce of(Place at, PolicyRecordType wire) {
    return new PolicyInForce(
        at.name(),
        wire.getName(),
        wire.getVersion(),
        wire.getDigest(),
        wire.getSigner(),
        wire.getSignedAt(),
        wire.getUntil(),
        wire.isUsual());
  }

  boolean atStore() {
    return at.equals(Place.store.name());
  }

  /** In words, such as "the image store". */
  String where() {
    return atStore() ? "the image store" : "the factory";
  }
}
