package org.icecoat.imagestore.soap;

import static org.icecoat.imagestore.soap.Requests.REQUEST;

import java.util.Optional;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.evidence.guard.ClaimedGuard;
import org.icecoat.trust.evidence.guard.GuardAnswer;
import org.icecoat.trust.evidence.guard.GuardNonce;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.wire.store.LogGuardType;
import org.icecoat.wire.store.NodeKeyType;
import org.icecoat.wire.store.ProveLogGuard;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.ShowLogGuardResponse;
import org.icecoat.wire.store.TpmStatementType;

/** The messages about what guards the log, and our values. */
final class GuardMapping {
  private GuardMapping() {}

  static ShowLogGuardResponse shown(Optional<ClaimedGuard> claims) {
    ShowLogGuardResponse wire = new ShowLogGuardResponse();
    claims.map(GuardMapping::guard).ifPresent(wire::setGuard);
    return wire;
  }

  private static LogGuardType guard(ClaimedGuard claims) {
    LogGuardType wire = new LogGuardType();
    claims.tpm().endorsementKeys().forEach(key -> wire.getEndorsementKey().add(key(key)));
    wire.setAttestationKey(claims.tpm().attestationKey().sizedWire().bytes());
    wire.setLogKey(claims.logKey().sizedWire().bytes());
    wire.setAppends(claims.appends().sizedWire().bytes());
    wire.setOpenings(claims.openings().sizedWire().bytes());
    return wire;
  }

  private static NodeKeyType key(ClaimedTpm.Key key) {
    NodeKeyType wire = new NodeKeyType();
    wire.setPublicArea(key.area().sizedWire().bytes());
    key.certificate().map(Octets::bytes).ifPresent(wire::setCertificate);
    return wire;
  }

  static GuardNonce nonce(ProveLogGuard wire) {
    return REQUEST.required("Nonce", wire.getNonce(), bytes -> new GuardNonce(Octets.of(bytes)));
  }

  static int number(ProveLogGuard wire) {
    return REQUEST.required("Credential", wire.getCredential()).getNumber();
  }

  static EncryptedCredential credential(ProveLogGuard wire) {
    byte[] sealed = REQUEST.required("Credential", wire.getCredential()).getSealed();
    try {
      return REQUEST.required(
          "Credential/Sealed", sealed, bytes -> EncryptedCredential.parse(Octets.of(bytes)));
    } catch (TrustException e) {
      throw REQUEST.refused("Credential/Sealed", e.getMessage());
    }
  }

  static ProveLogGuardResponse proof(GuardAnswer answer) {
    ProveLogGuardResponse wire = new ProveLogGuardResponse();
    wire.setOpened(answer.opened().bytes());
    wire.setLogKey(statement(answer.logKey()));
    wire.setAppends(statement(answer.appends()));
    wire.setOpenings(statement(answer.openings()));
    return wire;
  }

  private static TpmStatementType statement(SignedAttestation signed) {
    TpmStatementType wire = new TpmStatementType();
    wire.setAttest(signed.attest().bytes());
    wire.setSignature(signed.signature().bytes());
    return wire;
  }
}
