package org.icecoat.trust.testing;

import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;

/** A node with a TPM made of Java: it answers challenges, honestly unless a test forges. */
public final class TestingAttester {
  private final TestingTpmKey key;
  private final TpmName qualifiedName;
  private long millis = 5000;
  private long resets = 3;

  public TestingAttester() {
    this(TestingTpmKey.attestation());
  }

  public TestingAttester(TestingTpmKey key) {
    this.key = key;
    this.qualifiedName = TpmName.qualified(Hierarchy.ENDORSEMENT, key.area().name());
  }

  public TestingTpmKey key() {
    return key;
  }

  public TpmName qualifiedName() {
    return qualifiedName;
  }

  /** The key as it is enrolled. */
  public AttestationKey enrolled() {
    return AttestationKey.judge(key.area(), qualifiedName).accepted().orElseThrow();
  }

  /** Evidence that answers the challenge with a quote of exactly these values, a second later. */
  public Evidence answer(Challenge challenge, PcrValues values, Evidence.Logs logs) {
    return evidence(quote(values).extraData(challenge.qualifyingData()), values, logs);
  }

  /** A quote that lacks only its nonce. */
  public TestingAttest quote(PcrValues values) {
    return TestingAttest.quote(values).signer(qualifiedName).clock(tick());
  }

  public Evidence evidence(TestingAttest attest, PcrValues values, Evidence.Logs logs) {
    return new Evidence(key.area().sizedWire(), sign(attest), values.wire(), logs);
  }

  public SignedAttestation sign(TestingAttest attest) {
    Octets wire = attest.wire();
    return new SignedAttestation(wire, key.sign(wire));
  }

  /** Resets the TPM: the clock goes back a little, as after a power cut. */
  public void reset() {
    resets++;
    millis -= 400;
  }

  private ClockReading tick() {
    millis += 1000;
    return new ClockReading(millis, resets, 0, true);
  }
}
