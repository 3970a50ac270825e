package org.icecoat.service.soap;

import java.util.List;
import java.util.Optional;
import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.evidence.guard.ClaimedGuard;
import org.icecoat.trust.evidence.guard.GuardAnswer;
import org.icecoat.trust.evidence.guard.GuardQuestion;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.wire.store.CredentialType;
import org.icecoat.wire.store.LogGuardType;
import org.icecoat.wire.store.NodeKeyType;
import org.icecoat.wire.store.ProveLogGuard;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.TpmStatementType;

/**
 * What a store shows of the TPM that guards its log as values, not judged; what is none fails with
 * an IllegalArgumentException or a TrustException.
 */
final class GuardReader {
  private static final int MOST_KEYS = 8;

  private GuardReader() {}

  static ClaimedGuard claimed(LogGuardType wire) {
    return new ClaimedGuard(
        new ClaimedTpm(keys(wire.getEndorsementKey()), area(wire.getAttestationKey())),
        area(wire.getLogKey()),
        NvPublicArea.parseSized(octets("Appends", wire.getAppends())),
        NvPublicArea.parseSized(octets("Openings", wire.getOpenings())));
  }

  private static List<ClaimedTpm.Key> keys(List<NodeKeyType> wire) {
    if (wire.size() > MOST_KEYS) {
      throw new IllegalArgumentException("There are more than 8 endorsement keys");
    }
    return wire.stream()
        .map(
            key ->
                new ClaimedTpm.Key(
                    area(key.getPublicArea()),
                    Optional.ofNullable(key.getCertificate()).map(Octets::of)))
        .toList();
  }

  private static PublicArea area(byte[] wire) {
    return PublicArea.parseSized(octets("PublicArea", wire));
  }

  static ProveLogGuard asked(GuardQuestion question) {
    CredentialType credential = new CredentialType();
    credential.setNumber(question.number());
    credential.setSealed(question.credential().wire().bytes());
    ProveLogGuard wire = new ProveLogGuard();
    wire.setNonce(question.nonce().bytes().bytes());
    wire.setCredential(credential);
    return wire;
  }

  static GuardAnswer answer(ProveLogGuardResponse wire) {
    return new GuardAnswer(
        octets("Opened", wire.getOpened()),
        statement("LogKey", wire.getLogKey()),
        statement("Appends", wire.getAppends()),
        statement("Openings", wire.getOpenings()));
  }

  private static SignedAttestation statement(String field, TpmStatementType wire) {
    if (wire == null) {
      throw missing(field);
    }
    return new SignedAttestation(
        octets(field, wire.getAttest()), octets(field, wire.getSignature()));
  }

  private static Octets octets(String field, byte[] wire) {
    if (wire == null) {
      throw missing(field);
    }
    return Octets.of(wire);
  }

  private static IllegalArgumentException missing(String field) {
    return new IllegalArgumentException(field + " is missing");
  }
}
