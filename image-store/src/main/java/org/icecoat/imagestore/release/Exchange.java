package org.icecoat.imagestore.release;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.release.KnownNode;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.enrolment.CertifiedTpm;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;

/**
 * A request that waits for its answer.
 *
 * @param secrets what is in the credentials, in their order
 */
record Exchange(
    ImageId image,
    KnownNode node,
    Tpm tpm,
    Challenge challenge,
    PcrSelection selection,
    List<Octets> secrets) {
  Exchange {
    secrets = List.copyOf(secrets);
  }

  /**
   * What is known of the node's TPM.
   *
   * @param earlier its clock at the last release, as it was known before the challenge
   */
  record Tpm(CertifiedTpm certified, PublicArea storageKey, Optional<ClockReading> earlier) {}

  static Octets secret(SecureRandom random) {
    byte[] secret = new byte[CertifiedTpm.SECRET_BYTES];
    random.nextBytes(secret);
    Octets kept = Octets.of(secret);
    Arrays.fill(secret, (byte) 0);
    return kept;
  }

  boolean expired(Instant now) {
    return now.isAfter(challenge.expires());
  }

  /** Not the secrets. */
  @Override
  public String toString() {
    return "request of %s for %s".formatted(node.name(), image);
  }
}
