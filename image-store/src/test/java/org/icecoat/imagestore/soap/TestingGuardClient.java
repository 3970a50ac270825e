package org.icecoat.imagestore.soap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.icecoat.service.soap.Fields;
import org.icecoat.service.soap.ProofReader;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.binding.CredentialChallenge;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.evidence.guard.ClaimedGuard;
import org.icecoat.trust.evidence.guard.GuardAnswer;
import org.icecoat.trust.evidence.guard.GuardNonce;
import org.icecoat.trust.evidence.guard.GuardQuestion;
import org.icecoat.trust.evidence.guard.GuardVerifier;
import org.icecoat.trust.evidence.guard.ProvenGuard;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.wire.store.CredentialType;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.LogGuardType;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wire.store.ProveLogGuard;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.ShowLogGuard;
import org.icecoat.wire.store.TpmStatementType;

/** One who asks a store over the wire for proof that a TPM of a maker he knows guards its log. */
final class TestingGuardClient {
  private static final Fields FIELDS =
      new Fields((field, why, cause) -> new IllegalArgumentException(field + ": " + why, cause));

  private final TestingMaker maker = new TestingMaker("Maker");
  private final GuardVerifier verifier =
      new GuardVerifier(
          new EndorsementCertificates(List.of(maker.accepted(TpmClass.EMULATED))),
          EnumSet.allOf(TpmClass.class),
          Clock.systemUTC(),
          new SecureRandom());

  /** Has the maker certify a TPM that nobody uses now. */
  void certify(TestingSwtpm swtpm, Path folder) throws IOException {
    Path certificate = folder.resolve("ek.der");
    try (Tpm tpm = swtpm.open()) {
      PublicArea key = tpm.endorsementKey(EkTemplate.ECC_P256).publicArea();
      Files.write(certificate, maker.certify(key.publicKey()).bytes());
    }
    swtpm.writeNv(EkTemplate.ECC_P256.certificateIndex(), certificate);
  }

  TreeHead head(ImageStore store) throws Exception {
    return new ProofReader(FIELDS).shown(store.proofs(new Proofs())).head().head();
  }

  GuardQuestion question(ImageStore store) throws Exception {
    LogGuardType wire = store.showLogGuard(new ShowLogGuard()).getGuard();
    List<ClaimedTpm.Key> keys =
        wire.getEndorsementKey().stream()
            .map(
                key ->
                    new ClaimedTpm.Key(
                        area(key.getPublicArea()),
                        Optional.ofNullable(key.getCertificate()).map(Octets::of)))
            .toList();
    ClaimedGuard claimed =
        new ClaimedGuard(
            new ClaimedTpm(keys, area(wire.getAttestationKey())),
            area(wire.getLogKey()),
            NvPublicArea.parseSized(Octets.of(wire.getAppends())),
            NvPublicArea.parseSized(Octets.of(wire.getOpenings())));
    Verdict<GuardQuestion> verdict = verifier.ask(claimed);
    return verdict.accepted().orElseThrow(() -> new AssertionError(verdict.findings()));
  }

  private static PublicArea area(byte[] wire) {
    return PublicArea.parseSized(Octets.of(wire));
  }

  private static ProveLogGuard request(GuardQuestion question) {
    return request(question.number(), question.credential(), question.nonce().bytes().bytes());
  }

  private static ProveLogGuard request(int number, EncryptedCredential sealed, byte[] nonce) {
    CredentialType credential = new CredentialType();
    credential.setNumber(number);
    credential.setSealed(sealed.wire().bytes());
    ProveLogGuard request = new ProveLogGuard();
    request.setNonce(nonce);
    request.setCredential(credential);
    return request;
  }

  /** What somebody asks who judges no certificates. */
  static ProveLogGuard unjudged(ImageStore store) throws Exception {
    LogGuardType wire = store.showLogGuard(new ShowLogGuard()).getGuard();
    EncryptedCredential sealed =
        CredentialChallenge.make(
            area(wire.getEndorsementKey().get(0).getPublicArea()),
            area(wire.getAttestationKey()).name(),
            new byte[] {1},
            new SecureRandom());
    return request(0, sealed, new byte[GuardNonce.BYTES]);
  }

  /** What the store proves of that head. */
  Verdict<ProvenGuard> judge(ImageStore store, TreeHead head) throws Exception {
    GuardQuestion question = question(store);
    return verifier.judge(question, answer(store.proveLogGuard(request(question))), head);
  }

  List<Reason> refusals(ImageStore store, TreeHead head) throws Exception {
    return judge(store, head).findings().stream().map(Finding::reason).toList();
  }

  private static GuardAnswer answer(ProveLogGuardResponse wire) {
    return new GuardAnswer(
        Octets.of(wire.getOpened()),
        statement(wire.getLogKey()),
        statement(wire.getAppends()),
        statement(wire.getOpenings()));
  }

  private static SignedAttestation statement(TpmStatementType wire) {
    return new SignedAttestation(Octets.of(wire.getAttest()), Octets.of(wire.getSignature()));
  }
}
