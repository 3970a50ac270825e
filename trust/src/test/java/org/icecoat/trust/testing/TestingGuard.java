package org.icecoat.trust.testing;

import java.util.List;
import java.util.Optional;
import org.icecoat.trust.evidence.binding.TestingOpener;
import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.evidence.guard.ClaimedGuard;
import org.icecoat.trust.evidence.guard.GuardAnswer;
import org.icecoat.trust.evidence.guard.GuardNonce;
import org.icecoat.trust.evidence.guard.GuardQuestion;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;

/** A log's owner with a TPM made of Java: he proves what he has, and is honest unless told so. */
public final class TestingGuard {
  public static final int INDEX = 0x0180_1ce0;
  public static final long APPENDS = 41;
  public static final long OPENINGS = 7;

  private final TestingAttester attester;
  private final TestingTpmKey endorsementKey = TestingTpmKey.storage();
  private final Octets certificate;
  public TestingTpmKey logKey = TestingTpmKey.signing();
  public NvPublicArea appends = NvPublicArea.counter(INDEX).written();
  public NvPublicArea openings = NvPublicArea.counter(INDEX + 1).written();
  public long appended = APPENDS;

  public TestingGuard(TestingMaker maker) {
    this(maker, TestingMaker.STM, new TestingAttester());
  }

  /** Of a manufacturer who makes software. */
  public static TestingGuard emulated(TestingMaker maker) {
    return new TestingGuard(maker, "id:00001014", new TestingAttester());
  }

  /** With an attestation key that may be anything, or of another TPM. */
  public TestingGuard(TestingMaker maker, TestingAttester attester) {
    this(maker, TestingMaker.STM, attester);
  }

  private TestingGuard(TestingMaker maker, String manufacturer, TestingAttester attester) {
    this.attester = attester;
    this.certificate =
        maker.sign(maker.request(endorsementKey.keys().getPublic(), manufacturer, true));
  }

  /** What it shows. */
  public ClaimedGuard claimed() {
    return new ClaimedGuard(
        new ClaimedTpm(
            List.of(new ClaimedTpm.Key(endorsementKey.area(), Optional.of(certificate))),
            attester.key().area()),
        logKey.area(),
        appends,
        openings);
  }

  /** The head of its log. */
  public TreeHead head() {
    TestingLog log = new TestingLog();
    return new TreeHead(
        LogKey.of(logKey.keys().getPublic()).id(),
        3,
        log.tree().root(),
        TestingLog.NOW,
        APPENDS,
        TreeHead.Protection.TPM);
  }

  /** As its TPM answers, which opens only what was made for both its keys. */
  public GuardAnswer answer(GuardNonce nonce, EncryptedCredential credential) {
    Octets opened =
        TestingOpener.open(endorsementKey, attester.key().area().name(), credential)
            .map(nonce::opened)
            .orElse(Octets.EMPTY);
    return new GuardAnswer(
        opened,
        certified(nonce),
        counter(appends, appended, nonce),
        counter(openings, OPENINGS, nonce));
  }

  public GuardAnswer answer(GuardQuestion question) {
    return answer(question.nonce(), question.credential());
  }

  public SignedAttestation certified(GuardNonce nonce) {
    return signed(TestingAttest.certify(logKey.area().name()), nonce);
  }

  private SignedAttestation counter(NvPublicArea index, long value, GuardNonce nonce) {
    String contents = "0".repeat(16 - Long.toHexString(value).length()) + Long.toHexString(value);
    return signed(TestingAttest.nv(index.name(), 0, Octets.parse(contents)), nonce);
  }

  private SignedAttestation signed(TestingAttest attest, GuardNonce nonce) {
    return attester.sign(attest.signer(attester.qualifiedName()).extraData(nonce.qualifyingData()));
  }
}
