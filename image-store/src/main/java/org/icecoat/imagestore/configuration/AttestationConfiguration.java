package org.icecoat.imagestore.configuration;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.policy.PolicyName;

/**
 * What nodes have to prove before they get the key of a confidential image.
 *
 * @param makers the folder of the CAs of makers of TPMs, hardware/ and emulated/
 * @param policies the folder of signed policies, *.pem
 * @param policy the name of the policy that nodes have to pass
 * @param signers who may sign policies
 * @param rollOut how long the version before a new one still counts; 1 hour by default
 */
public record AttestationConfiguration(
    Path makers, Path policies, PolicyName policy, List<Dn> signers, Duration rollOut) {
  public AttestationConfiguration {
    require("makers", makers);
    require("policies", policies);
    require("policy", policy);
    require("signers", signers);
    signers = List.copyOf(signers);
    rollOut = requireNonNullElse(rollOut, Duration.ofHours(1));
    if (signers.isEmpty()) {
      throw new IllegalArgumentException("attestation.signers names nobody");
    }
    if (rollOut.isNegative()) {
      throw new IllegalArgumentException("attestation.roll-out must not be negative");
    }
  }

  private static void require(String key, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("attestation." + key + " is missing");
    }
  }
}
