package org.icecoat.imagestore.confidential;

import java.util.Arrays;
import java.util.Optional;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.LoadableObject;
import org.icecoat.trust.tpm.Tpm;

/** Seals keys by the store's TPM to the state of this machine, and opens them in that state. */
public final class KeySealer {
  private final Tpm tpm;
  private final PcrSelection pcrs;
  private final Optional<RecoveryCertificate> recovery;

  /**
   * A sealer of that TPM.
   *
   * @param pcrs whose present values stand for the state of the machine
   * @param recovery for whose key a copy of each key is made
   */
  public KeySealer(Tpm tpm, PcrSelection pcrs, Optional<RecoveryCertificate> recovery) {
    this.tpm = tpm;
    this.pcrs = pcrs;
    this.recovery = recovery;
  }

  /**
   * Seals a key to the machine as it is now.
   *
   * @throws StoreException SIGNER_SILENT
   */
  public SealedKey seal(DiskKey key) {
    byte[] bytes = key.reveal();
    try {
      LoadableObject object = tpm.seal(bytes, new PcrPolicy(tpm.readPcrs(pcrs)));
      return new SealedKey(object, pcrs, recovery.map(it -> it.copy(bytes, object)));
    } catch (TrustException e) {
      throw failed(e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Whether a copy that is asked for is there. */
  boolean isCopied(SealedKey sealed) {
    return recovery
        .map(
            wanted ->
                sealed
                    .recovery()
                    .filter(it -> it.certificate().equals(wanted.digest()))
                    .isPresent())
        .orElse(true);
  }

  /** The same with a copy of the key. */
  SealedKey copied(SealedKey sealed, DiskKey key) {
    byte[] bytes = key.reveal();
    try {
      return new SealedKey(
          sealed.object(), sealed.pcrs(), recovery.map(it -> it.copy(bytes, sealed.object())));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * The key.
   *
   * @throws StoreException KEY_LOCKED if the machine is another, or not as it was; SIGNER_SILENT
   */
  public DiskKey open(SealedKey sealed) {
    try {
      return DiskKey.taking(tpm.unseal(sealed.object(), sealed.pcrs()));
    } catch (TrustException e) {
      throw failed(e);
    }
  }

  private static StoreException failed(TrustException e) {
    return switch (e.fault()) {
      case TPM_POLICY_FAILED ->
          new StoreException(
              StoreFault.KEY_LOCKED,
              "The image's key is sealed to the store's machine as it was when the image was"
                  + " registered, and that has changed: its administrator has to bring it back, to"
                  + " seal the keys anew with the recovery key, or to register the image anew",
              e);
      case TPM_INTEGRITY, TPM_KEY_CHANGED, STRUCTURE_MALFORMED ->
          new StoreException(
              StoreFault.KEY_LOCKED,
              "The image's key is sealed by another TPM than the store has now: its administrator"
                  + " has to seal the keys anew with the recovery key, or to register the image"
                  + " anew",
              e);
      default ->
          new StoreException(
              StoreFault.SIGNER_SILENT,
              "The store's TPM does not answer; try again, or tell its administrator",
              e);
    };
  }
}
