package org.icecoat.imagestore.release;

import java.security.SecureRandom;
import java.util.Arrays;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.confidential.KeySealer;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.use.LookUpImage;
import org.icecoat.trust.evidence.CertifiedKey;
import org.icecoat.trust.evidence.binding.SecretWrapping;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.PcrPolicy;

/**
 * The keys of the images that the store does not doubt, of retired ones too: as their content they
 * are given out for VMs that still run from them.
 */
public final class ImageKeys {
  private final LookUpImage images;
  private final KeyStore sealed;
  private final KeySealer sealer;

  public ImageKeys(LookUpImage images, KeyStore sealed, KeySealer sealer) {
    this.images = images;
    this.sealed = sealed;
    this.sealer = sealer;
  }

  /**
   * The image's key, sealed.
   *
   * @throws StoreException IMAGE_UNKNOWN, CATALOGUE_ALTERED or STORE_INCONSISTENT, as for its
   *     content, or NOT_CONFIDENTIAL
   */
  SealedKey find(ImageId id) {
    ImageId image = images.get(id).id();
    return sealed
        .find(image)
        .orElseThrow(
            () ->
                StoreException.about(
                    "Id",
                    StoreFault.NOT_CONFIDENTIAL,
                    "The image " + image.handle() + " has no key: it is not confidential",
                    null));
  }

  /**
   * The key, as one TPM alone can take it in, and reveal it in that state.
   *
   * @throws StoreException as {@link #find}, or KEY_LOCKED, KEY_MISPLACED, KEY_UNBOUND,
   *     SIGNER_SILENT
   */
  ImportableObject wrapped(
      ImageId image, CertifiedKey storageKey, PcrPolicy state, SecureRandom random) {
    try (DiskKey key = sealer.open(image, find(image))) {
      byte[] bytes = key.reveal();
      try {
        return SecretWrapping.wrap(storageKey, bytes, state, random);
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
    }
  }
}
