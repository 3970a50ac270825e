package org.icecoat.imagestore.confidential;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.RecoveryCopy;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
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
   * What an administrator has to know of the machine; empty if something was measured into each
   * PCR. One into which nothing was is all zeros, or all ones from 17 to 22.
   *
   * @throws StoreException SIGNER_SILENT
   */
  public Optional<String> warning() {
    List<Integer> unmeasured =
        values().byIndex().entrySet().stream()
            .filter(each -> each.getValue().isAll(0) || each.getValue().isAll(0xff))
            .map(Map.Entry::getKey)
            .toList();
    return unmeasured.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("tpm.pcrs: nothing was measured into %s on this machine, so that tells nothing of its"
                    + " state, and keys of confidential images are sealed to the TPM without it:"
                    + " name PCRs that the firmware extends")
                .formatted(new PcrSelection(pcrs.bank(), unmeasured)));
  }

  private PcrValues values() {
    try {
      return tpm.readPcrs(pcrs);
    } catch (TrustException e) {
      throw failed(e);
    }
  }

  /**
   * Seals a key, as that image's, to the machine as it is now.
   *
   * @throws StoreException SIGNER_SILENT
   */
  public SealedKey seal(ImageId image, DiskKey key) {
    byte[] bytes = ImageKey.sealed(image, key);
    try {
      LoadableObject object = tpm.seal(bytes, new PcrPolicy(tpm.readPcrs(pcrs)));
      return new SealedKey(object, pcrs, copy(image, key, object), true);
    } catch (TrustException e) {
      throw failed(e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private Optional<RecoveryCopy> copy(ImageId image, DiskKey key, LoadableObject object) {
    byte[] secret = key.reveal();
    try {
      return recovery.map(it -> it.copy(secret, image, object));
    } finally {
      Arrays.fill(secret, (byte) 0);
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

  /** What was sealed as that image's, with a copy of the key. */
  SealedKey copied(ImageId image, SealedKey sealed, DiskKey key) {
    return new SealedKey(sealed.object(), sealed.pcrs(), copy(image, key, sealed.object()), true);
  }

  /**
   * The key of that image.
   *
   * @throws StoreException KEY_LOCKED if the machine is another, or not as it was; KEY_MISPLACED,
   *     KEY_UNBOUND; SIGNER_SILENT
   */
  public DiskKey open(ImageId image, SealedKey sealed) {
    ImageKey key = reveal(image, sealed);
    if (key.image().isEmpty()) {
      key.close();
      throw StoreException.about(
          image.toString(),
          StoreFault.KEY_UNBOUND,
          "The key of the image %s was sealed by an older store, and nothing shows that it is that image's: its administrator finds in the log what to do"
              .formatted(image.handle()),
          null);
    }
    return key.key();
  }

  /** The same, also if it does not say of which image it is: then that has to be proved. */
  ImageKey reveal(ImageId image, SealedKey sealed) {
    ImageKey key = ImageKey.read(revealed(sealed)).orElseThrow(() -> misplaced(image));
    if (key.image().filter(named -> !named.equals(image)).isPresent()) {
      key.close();
      throw misplaced(image);
    }
    return key;
  }

  private byte[] revealed(SealedKey sealed) {
    try {
      return tpm.unseal(sealed.object(), sealed.pcrs());
    } catch (TrustException e) {
      throw failed(e);
    }
  }

  private static StoreException misplaced(ImageId image) {
    return StoreException.about(
        image.toString(),
        StoreFault.KEY_MISPLACED,
        "What lies beside the image %s as its key was sealed as something else, so somebody has changed the store's database: its administrator has to put that right, or to register the image anew"
            .formatted(image.handle()),
        null);
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
