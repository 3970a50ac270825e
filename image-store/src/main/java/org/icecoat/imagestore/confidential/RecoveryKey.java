package org.icecoat.imagestore.confidential;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.RecoveryCopy;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.tpm.LoadableObject;

/** The recovery key itself, while it is at the store for keys to be sealed anew. */
public final class RecoveryKey {
  private final PrivateKey key;

  private RecoveryKey(PrivateKey key) {
    this.key = key;
  }

  /**
   * Reads a key in PEM, without a passphrase, that nobody else may read.
   *
   * @throws IllegalStateException if it cannot be used, or is not that of the certificate
   */
  public static RecoveryKey read(Path certificate, Path file) {
    try {
      return new RecoveryKey(PemCredential.read(certificate, file, PassphraseSource.NONE).key());
    } catch (TrustException e) {
      throw new IllegalStateException("tpm.recovery-key: " + e.getMessage(), e);
    }
  }

  /**
   * The key of an image, from an older copy without saying so; empty if there is no copy that this
   * key opens for that image and that sealed key.
   */
  Optional<ImageKey> open(ImageId image, SealedKey sealed) {
    return sealed.recovery().flatMap(copy -> open(copy, image, sealed.object()));
  }

  private Optional<ImageKey> open(RecoveryCopy copy, ImageId image, LoadableObject sealed) {
    return open(copy, RecoveryCertificate.padding(image, sealed))
        .map(bound -> new ImageKey(Optional.of(image), bound))
        .or(
            () ->
                open(copy, RecoveryCertificate.unboundPadding(sealed))
                    .map(unbound -> new ImageKey(Optional.empty(), unbound)));
  }

  private Optional<DiskKey> open(RecoveryCopy copy, OAEPParameterSpec padding) {
    try {
      Cipher cipher = Cipher.getInstance(RecoveryCertificate.CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, padding);
      return Optional.of(DiskKey.taking(cipher.doFinal(copy.wrapped().bytes())));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
