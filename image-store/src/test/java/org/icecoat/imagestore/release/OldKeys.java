package org.icecoat.imagestore.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.RecoveryCopy;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.confidential.KeySealer;
import org.icecoat.imagestore.confidential.RecoveryCertificate;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.tpm.LoadableObject;
import org.icecoat.trust.tpm.Tpm;

/**
 * Keys as a store kept them before they were bound to their images; for a store that is stopped.
 */
final class OldKeys {
  private final TestingSwtpm storeTpm;
  private final Path certificate;

  OldKeys(TestingSwtpm storeTpm, Path certificate) {
    this.storeTpm = storeTpm;
    this.certificate = certificate;
  }

  /** As docs/images.md says it. */
  static void makeRecovery(Path certificate, Path key) throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "umask 077; openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj /CN=Recovery"
                    + " -keyout \"$0\" -out \"$1\"",
                key.toString(),
                certificate.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** The same key, sealed without its image, with a copy that names the sealed key alone. */
  SealedKey of(ImageId image, SealedKey bound) {
    try (Tpm tpm = storeTpm.open();
        DiskKey key = new KeySealer(tpm, bound.pcrs(), Optional.empty()).open(image, bound)) {
      LoadableObject object = tpm.seal(key.reveal(), new PcrPolicy(tpm.readPcrs(bound.pcrs())));
      return new SealedKey(object, bound.pcrs(), Optional.of(copy(key, object)), false);
    }
  }

  private RecoveryCopy copy(DiskKey key, LoadableObject sealed) {
    byte[] secret = key.reveal();
    try (InputStream in = Files.newInputStream(certificate)) {
      PublicKey to = CertificateFactory.getInstance("X.509").generateCertificate(in).getPublicKey();
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      String label =
          "icecoat image key " + Sha256.of(HashAlgorithm.SHA256.hash(sealed.wire()).bytes());
      cipher.init(
          Cipher.ENCRYPT_MODE,
          to,
          new OAEPParameterSpec(
              "SHA-256",
              "MGF1",
              MGF1ParameterSpec.SHA256,
              new PSource.PSpecified(label.getBytes(StandardCharsets.US_ASCII))));
      return new RecoveryCopy(
          RecoveryCertificate.read(certificate).digest(), Octets.of(cipher.doFinal(secret)));
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
