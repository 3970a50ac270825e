package org.icecoat.imagestore.confidential;

import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.secret.DiskKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the keys at the store's start: each gets a copy for the recovery certificate, and
 * while the recovery key is there, those that the TPM does not reveal any more are sealed to the
 * machine as it is now. Killed at any moment, it goes on at the next start.
 */
public final class SealRenewal {
  private static final Logger LOG = LoggerFactory.getLogger(SealRenewal.class);

  private final KeyStore keys;
  private final KeySealer sealer;
  private final Optional<RecoveryKey> recovery;
  private int renewed;
  private int locked;

  /**
   * A renewal, for one run.
   *
   * @param recovery empty, but for a start at which keys are to be sealed anew
   */
  public SealRenewal(KeyStore keys, KeySealer sealer, Optional<RecoveryKey> recovery) {
    this.keys = keys;
    this.sealer = sealer;
    this.recovery = recovery;
  }

  /** Looks at every key that may have to be written; says what it did and what is locked. */
  public void run() {
    Map<ImageId, SealedKey> all = keys.all();
    all.entrySet().stream()
        .filter(entry -> recovery.isPresent() || !sealer.isCopied(entry.getValue()))
        .forEach(entry -> renew(entry.getKey(), entry.getValue()));
    if (renewed > 0) {
      LOG.info("{} keys of confidential images are sealed anew", renewed);
    }
    if (locked > 0 || all.values().stream().limit(1).anyMatch(key -> !opens(key))) {
      LOG.error(
          "Keys of confidential images are locked: the store's machine is not as it was. Bring it"
              + " back, or start once with tpm.recovery-key, as docs/images.md says");
    }
    recovery.ifPresent(
        key -> LOG.warn("The recovery key is on this machine: take tpm.recovery-key away now"));
  }

  private void renew(ImageId image, SealedKey sealed) {
    Optional<DiskKey> known = opened(sealed);
    boolean asItWas = known.isPresent();
    Optional<DiskKey> found = asItWas ? known : recovery.flatMap(key -> key.open(sealed));
    if (found.isEmpty()) {
      locked++;
      LOG.error("The key of {} is locked", image);
      return;
    }
    try (DiskKey key = found.get()) {
      if (!asItWas) {
        keys.replace(image, sealer.seal(key));
        renewed++;
      } else if (!sealer.isCopied(sealed)) {
        keys.replace(image, sealer.copied(sealed, key));
      }
    }
  }

  private Optional<DiskKey> opened(SealedKey sealed) {
    try {
      return Optional.of(sealer.open(sealed));
    } catch (StoreException e) {
      if (e.fault() != StoreFault.KEY_LOCKED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private boolean opens(SealedKey sealed) {
    Optional<DiskKey> key = opened(sealed);
    key.ifPresent(DiskKey::close);
    return key.isPresent();
  }
}
