package org.icecoat.trust.tpm;

import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;

/**
 * The TPM 2.0 of this machine. Any thread may call; operations run one after the other, each a
 * whole that leaves no transient object and no session behind. A TPM that was reset or whose
 * connection broke is opened again. Secrets are byte arrays for the caller to wipe.
 *
 * <p>Every operation may fail with a {@link org.icecoat.trust.TrustException}: TPM_UNREACHABLE (no
 * answer; what was to be changed may or may not have been), TPM_FULL (no room: try later),
 * TPM_LOCKED_OUT, TPM_REFUSED (anything that is not named); those below besides.
 */
public interface Tpm extends AutoCloseable {
  /** Longest {@code qualifyingData}, such as a nonce, in bytes. */
  int LONGEST_QUALIFYING_DATA = 64;

  /** Longest secret that can be sealed, in bytes. */
  int LONGEST_SECRET = 128;

  /** That endorsement key, with its maker's certificate if the TPM holds one. */
  EndorsementKey endorsementKey(EkTemplate template);

  /**
   * The attestation key (AK): P-256, restricted, a primary key of the endorsement hierarchy, so
   * that its quotes show the counters of resets in plain. Made at the first call and kept in the
   * TPM; only TPM2_Clear or the owner removes it, and then another one is made.
   *
   * @throws org.icecoat.trust.TrustException TPM_KEY_CHANGED if something else is at its handle
   */
  PublicArea attestationKey();

  /**
   * The storage key (SRK), below which keys and secrets of this TPM lie, at 0x81000001; made
   * (P-256) if there is none.
   *
   * @throws org.icecoat.trust.TrustException TPM_KEY_CHANGED if it is not the one of the settings
   */
  PublicArea storageKey();

  /** Proves by the attestation key that the storage key lies in this TPM. */
  SignedAttestation certifyStorageKey(Octets qualifyingData);

  /**
   * Opens a challenge made for this endorsement key and this TPM's attestation key.
   *
   * @throws org.icecoat.trust.TrustException TPM_INTEGRITY if it was made for others, or altered
   */
  byte[] activateCredential(EkTemplate template, EncryptedCredential credential);

  /** The values of those PCRs, all of one moment. */
  PcrValues readPcrs(PcrSelection selection);

  /** Extends one PCR in one bank by a digest as long as the bank's; other banks stay. */
  void extendPcr(PcrBank bank, int index, Octets digest);

  /** A quote by the attestation key. */
  SignedAttestation quote(PcrSelection selection, Octets qualifyingData);

  /** The TPM's clock and its counters of resets and restarts. */
  ClockReading clock();

  /** Makes a P-256 key (ECDSA with SHA-256) that never leaves this TPM; the caller keeps it. */
  LoadableObject createSigningKey();

  /**
   * Signs with a key of {@link #createSigningKey}.
   *
   * @param digest SHA-256 of the message
   * @return the ECDSA signature as DER, as X.509 and TLS have it
   * @throws org.icecoat.trust.TrustException TPM_INTEGRITY if the key is of another TPM
   */
  Octets sign(LoadableObject key, Octets digest);

  /** Proves by the attestation key that a key lies in this TPM. */
  SignedAttestation certify(LoadableObject key, Octets qualifyingData);

  /**
   * Seals a secret under a policy; the secret crosses the bus encrypted to the storage key.
   *
   * @param secret 1 to {@value #LONGEST_SECRET} bytes
   */
  LoadableObject seal(byte[] secret, PcrPolicy policy);

  /**
   * Takes in what was wrapped to the storage key elsewhere; what comes is for {@link #unseal}.
   *
   * @throws org.icecoat.trust.TrustException TPM_INTEGRITY if it was wrapped to another TPM
   */
  LoadableObject importObject(ImportableObject wrapped);

  /**
   * The secret, which crosses the bus encrypted to the storage key.
   *
   * @param pcrs those of the policy
   * @throws org.icecoat.trust.TrustException TPM_POLICY_FAILED if a PCR has another value than the
   *     policy says, TPM_INTEGRITY if the object is of another TPM
   */
  byte[] unseal(LoadableObject sealed, PcrSelection pcrs);

  /**
   * Defines a counter unless it is defined already.
   *
   * @throws org.icecoat.trust.TrustException TPM_KEY_CHANGED if something else is at its index
   */
  void defineCounter(NvCounter counter);

  /** Removes a counter, if there is one; a matter of the owner, for which its auth is not asked. */
  void undefineCounter(NvCounter counter);

  /**
   * Adds one, or sets the first value.
   *
   * @return the new value
   * @throws org.icecoat.trust.TrustException TPM_ABSENT, TPM_AUTHORIZATION
   */
  long incrementCounter(NvCounter counter);

  /**
   * The value.
   *
   * @throws org.icecoat.trust.TrustException TPM_ABSENT also if it was never incremented,
   *     TPM_AUTHORIZATION
   */
  long readCounter(NvCounter counter);

  /** Proves the counter's value by the attestation key; throws as {@link #readCounter}. */
  SignedAttestation certifyCounter(NvCounter counter, Octets qualifyingData);

  /** Ends what is going on and lets the TPM go. */
  @Override
  void close();
}
