package org.icecoat.imagestore.confidential;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Optional;
import javax.crypto.Cipher;
import org.icecoat.imagestore.catalogue.RecoveryCopy;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.secret.DiskKey;

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

  /** The key of an image; empty if there is no copy that this key opens for that sealed key. */
  Optional<DiskKey> open(SealedKey sealed) {
    return sealed.recovery().flatMap(copy -> open(copy, sealed));
  }

  private Optional<DiskKey> open(RecoveryCopy copy, SealedKey sealed) {
    try {
      Cipher cipher = Cipher.getInstance(RecoveryCertificate.CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, RecoveryCertificate.padding(sealed.object()));
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
