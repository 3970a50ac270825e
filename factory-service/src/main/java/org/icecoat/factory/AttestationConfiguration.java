package org.icecoat.factory;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.factory.attest.DoubtRules;
import org.icecoat.factory.attest.NodeTrust;
import org.icecoat.factory.trust.OnDoubt;
import org.icecoat.trust.policy.PolicyName;

/**
 * How nodes prove by their TPMs what they run.
 *
 * @param makers the folder of the CAs of makers of TPMs, hardware/ and emulated/
 * @param policies the folder of signed policies, *.pem
 * @param policy the name of the policy that nodes have to pass
 * @param signers who may sign policies
 * @param every how often each node is asked, at least; 5 minutes by default
 * @param required whether VMs come only to nodes that are trusted; true by default
 * @param rollOut how long the version before a new one still counts; 1 hour by default
 * @param grace how long a proof that has run out may not be renewed before trust is lost; 2 minutes
 *     by default
 * @param onChangedKey what comes of enrolling a node anew whose TPM has another attestation key;
 *     ask by default
 * @param onExpiredCertificate what comes of enrolling a TPM whose certificate has expired; refuse
 *     by default
 */
public record AttestationConfiguration(
    Path makers,
    Path policies,
    PolicyName policy,
    List<Dn> signers,
    Duration every,
    Boolean required,
    Duration rollOut,
    Duration grace,
    OnDoubt onChangedKey,
    OnDoubt onExpiredCertificate) {
  public AttestationConfiguration {
    require("makers", makers);
    require("policies", policies);
    require("policy", policy);
    require("signers", signers);
    signers = List.copyOf(signers);
    every = requireNonNullElse(every, Duration.ofMinutes(5));
    required = requireNonNullElse(required, true);
    rollOut = requireNonNullElse(rollOut, Duration.ofHours(1));
    grace = requireNonNullElse(grace, Duration.ofMinutes(2));
    onChangedKey = requireNonNullElse(onChangedKey, OnDoubt.ASK);
    onExpiredCertificate = requireNonNullElse(onExpiredCertificate, OnDoubt.REFUSE);
    if (signers.isEmpty()) {
      throw new IllegalArgumentException("attestation.signers names nobody");
    }
    if (every.compareTo(Duration.ofSeconds(1)) < 0 || rollOut.isNegative() || grace.isNegative()) {
      throw new IllegalArgumentException(
          "attestation.every must be 1s or more, roll-out and grace not negative");
    }
  }

  NodeTrust.Rules rules() {
    return new NodeTrust.Rules(
        every, required, grace, new DoubtRules(onChangedKey, onExpiredCertificate));
  }

  private static void require(String key, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("attestation." + key + " is missing");
    }
  }
}
