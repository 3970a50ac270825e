package org.icecoat.factory.soap;

import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.evidence.guard.ClaimedGuard;
import org.icecoat.trust.evidence.guard.GuardAnswer;
import org.icecoat.trust.evidence.guard.GuardNonce;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.testing.TestingGuard;
import org.icecoat.wire.store.LogGuardType;
import org.icecoat.wire.store.NodeKeyType;
import org.icecoat.wire.store.ProveLogGuard;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.ShowLogGuardResponse;
import org.icecoat.wire.store.TpmStatementType;

/** An honest store with a TPM of Java; counts how often it was asked for proof. */
final class TestingGuardedLog implements TestingStore.Guard {
  private final TestingGuard guard;
  int asked;

  TestingGuardedLog(TestingGuard guard) {
    this.guard = guard;
  }

  @Override
  public ShowLogGuardResponse show() {
    ClaimedGuard claims = guard.claimed();
    LogGuardType shown = new LogGuardType();
    for (ClaimedTpm.Key key : claims.tpm().endorsementKeys()) {
      NodeKeyType wire = new NodeKeyType();
      wire.setPublicArea(key.area().sizedWire().bytes());
      wire.setCertificate(key.certificate().orElseThrow().bytes());
      shown.getEndorsementKey().add(wire);
    }
    shown.setAttestationKey(claims.tpm().attestationKey().sizedWire().bytes());
    shown.setLogKey(claims.logKey().sizedWire().bytes());
    shown.setAppends(claims.appends().sizedWire().bytes());
    shown.setOpenings(claims.openings().sizedWire().bytes());
    ShowLogGuardResponse answer = new ShowLogGuardResponse();
    answer.setGuard(shown);
    return answer;
  }

  @Override
  public ProveLogGuardResponse prove(ProveLogGuard request) {
    asked++;
    GuardAnswer given =
        guard.answer(
            new GuardNonce(Octets.of(request.getNonce())),
            EncryptedCredential.parse(Octets.of(request.getCredential().getSealed())));
    ProveLogGuardResponse answer = new ProveLogGuardResponse();
    answer.setOpened(given.opened().bytes());
    answer.setLogKey(statement(given.logKey()));
    answer.setAppends(statement(given.appends()));
    answer.setOpenings(statement(given.openings()));
    return answer;
  }

  private static TpmStatementType statement(SignedAttestation signed) {
    TpmStatementType wire = new TpmStatementType();
    wire.setAttest(signed.attest().bytes());
    wire.setSignature(signed.signature().bytes());
    return wire;
  }
}
