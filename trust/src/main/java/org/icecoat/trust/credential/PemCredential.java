package org.icecoat.trust.credential;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * A certificate chain, leaf first, and the private key of its leaf; they have been seen to fit.
 * Nothing says yet that anybody trusts the chain.
 */
public final class PemCredential {
  private static final int PROBE_BYTES = 32;

  private final ProxyChain chain;
  private final PrivateKey key;

  PemCredential(ProxyChain chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /**
   * A certificate and its key in files of their own, such as {@code hostcert.pem} and {@code
   * hostkey.pem}.
   *
   * @throws TrustException CREDENTIAL_UNREADABLE, CREDENTIAL_EXPOSED or PASSPHRASE_WRONG
   */
  public static PemCredential read(Path certificate, Path key, PassphraseSource passphrases) {
    List<X509Certificate> chain =
        PemReading.of(certificate, PrivateFile.readPublic(certificate), PassphraseSource.NONE)
            .certificates();
    PrivateKey opened = PemReading.of(key, PrivateFile.read(key), passphrases).key();
    return checked(certificate, chain, opened);
  }

  /**
   * One file that holds the leaf, its key and the rest of the chain, as proxy files do.
   *
   * @throws TrustException CREDENTIAL_UNREADABLE or CREDENTIAL_EXPOSED
   */
  public static PemCredential read(Path proxyFile) {
    PemReading reading =
        PemReading.of(proxyFile, PrivateFile.read(proxyFile), PassphraseSource.NONE);
    return checked(proxyFile, reading.certificates(), reading.key());
  }

  /** The chain, with what it claims to be. */
  public ProxyChain chain() {
    return chain;
  }

  public X509Certificate leaf() {
    return chain.certificates().get(0);
  }

  public PrivateKey key() {
    return key;
  }

  /** Names the leaf; the key is never shown. */
  @Override
  public String toString() {
    return "credential of " + leaf().getSubjectX500Principal();
  }

  private static PemCredential checked(Path file, List<X509Certificate> chain, PrivateKey key) {
    if (chain.isEmpty()) {
      throw new TrustException(
          TrustFault.CREDENTIAL_UNREADABLE, file + " holds no certificate; name another file");
    }
    if (!fit(chain.get(0).getPublicKey(), key)) {
      throw new TrustException(
          TrustFault.CREDENTIAL_UNREADABLE,
          "The first certificate of " + file + " and the private key do not belong together");
    }
    try {
      return new PemCredential(ProxyChain.of(chain), key);
    } catch (IllegalArgumentException e) {
      throw new TrustException(
          TrustFault.CREDENTIAL_UNREADABLE, file + " holds a certificate that cannot be read", e);
    }
  }

  private static boolean fit(PublicKey publicKey, PrivateKey key) {
    String algorithm = key.getAlgorithm().startsWith("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] probe = new byte[PROBE_BYTES];
    new SecureRandom().nextBytes(probe);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
