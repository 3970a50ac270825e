package org.icecoat.imagestore.confidential;

import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the keys at the store's start: each gets a copy for the recovery certificate; one
 * that was sealed without its image is sealed with it, if it opens that image's disk; and while the
 * recovery key is there, those that the TPM does not reveal any more are sealed to the machine as
 * it is now. Killed at any moment, it goes on at the next start.
 */
public final class SealRenewal {
  private static final Logger LOG = LoggerFactory.getLogger(SealRenewal.class);

  private final KeyStore keys;
  private final KeySealer sealer;
  private final KeyTrial trial;
  private final Optional<RecoveryKey> recovery;
  private int renewed;
  private int locked;

  /**
   * A renewal, for one run.
   *
   * @param recovery empty, but for a start at which keys are to be sealed anew
   */
  public SealRenewal(
      KeyStore keys, KeySealer sealer, KeyTrial trial, Optional<RecoveryKey> recovery) {
    this.keys = keys;
    this.sealer = sealer;
    this.trial = trial;
    this.recovery = recovery;
  }

  /** Looks at every key that may have to be written; says what it did and what is locked. */
  public void run() {
    Map<ImageId, SealedKey> all = keys.all();
    all.forEach(
        (image, key) -> {
          if (recovery.isPresent() || !key.bound() || !sealer.isCopied(key)) {
            renew(image, key);
          }
        });
    if (renewed > 0) {
      LOG.info("{} keys of confidential images are sealed anew", renewed);
    }
    if (locked > 0 || (recovery.isEmpty() && isFirstLocked(all))) {
      LOG.error(
          "Keys of confidential images are locked: the store's machine is not as it was. Bring it"
              + " back, or start once with tpm.recovery-key, as docs/images.md says");
    }
    recovery.ifPresent(
        key -> LOG.warn("The recovery key is on this machine: take tpm.recovery-key away now"));
  }

  private void renew(ImageId image, SealedKey sealed) {
    try {
      Optional<ImageKey> revealed = revealed(image, sealed);
      Optional<ImageKey> found =
          revealed.or(() -> recovery.flatMap(key -> key.open(image, sealed)));
      if (found.isPresent()) {
        renew(image, sealed, found.get(), revealed.isPresent());
      } else {
        locked++;
        LOG.error("The key of {} is locked", image);
      }
    } catch (StoreException e) {
      if (e.fault() != StoreFault.KEY_MISPLACED) {
        throw e;
      }
      LOG.error("{}; nobody gets it: {}", e.getMessage(), image);
    }
  }

  private void renew(ImageId image, SealedKey sealed, ImageKey found, boolean asItWas) {
    try (found) {
      boolean bound = found.image().isPresent();
      if (!bound && !trial.opens(image, found.key())) {
        LOG.error(
            "Nothing shows that the key beside {} is that image's, so nobody gets it: start the"
                + " store with QEMU's tools and the image's content, or register it anew",
            image);
      } else if (!bound || !asItWas) {
        keys.replace(image, sealer.seal(image, found.key()));
        renewed++;
      } else if (!sealed.bound() || !sealer.isCopied(sealed)) {
        keys.replace(image, sealer.copied(image, sealed, found.key()));
      }
    }
  }

  private Optional<ImageKey> revealed(ImageId image, SealedKey sealed) {
    try {
      return Optional.of(sealer.reveal(image, sealed));
    } catch (StoreException e) {
      if (e.fault() != StoreFault.KEY_LOCKED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private boolean isFirstLocked(Map<ImageId, SealedKey> all) {
    return all.entrySet().stream().limit(1).anyMatch(this::isLocked);
  }

  private boolean isLocked(Map.Entry<ImageId, SealedKey> entry) {
    try {
      Optional<ImageKey> key = revealed(entry.getKey(), entry.getValue());
      key.ifPresent(ImageKey::close);
      return key.isEmpty();
    } catch (StoreException e) {
      if (e.fault() != StoreFault.KEY_MISPLACED) {
        throw e;
      }
      return false;
    }
  }
}
