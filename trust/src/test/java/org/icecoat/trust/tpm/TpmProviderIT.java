package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a TPM, used as the JCA uses keys. */
class TpmProviderIT {
  private static final byte[] MESSAGE = {1, 2, 3};

  @TempDir private static Path folder;
  private static TestingSwtpm machine;
  private static Tpm tpm;
  private static PrivateKey privateKey;
  private static PublicKey publicKey;

  @BeforeAll
  static void open() {
    machine = TestingTpmMaker.in(folder).manufacture("node1");
    tpm = machine.open();
    TpmProvider.install();
    LoadableObject key = tpm.createSigningKey();
    privateKey = TpmProvider.privateKey(tpm, key);
    publicKey = key.publicArea().publicKey();
  }

  @AfterAll
  static void close() {
    Security.removeProvider(TpmProvider.NAME);
    tpm.close();
    machine.close();
  }

  @Test
  void a_message_is_signed_by_whatever_provider_fits_the_key() throws Exception {
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(privateKey);
    signer.update(MESSAGE);
    assertThat(verifies(signer.sign())).isTrue();
    signer.update(MESSAGE, 0, 2);
    signer.update(MESSAGE[2]);
    assertThat(verifies(signer.sign())).isTrue();
  }

  @Test
  void a_digest_of_sha_256_is_signed_and_no_other() throws Exception {
    Signature signer = Signature.getInstance("NONEwithECDSA");
    signer.initSign(privateKey);
    signer.update(HashAlgorithm.SHA256.hash(Octets.of(MESSAGE)).bytes());
    assertThat(verifies(signer.sign())).isTrue();
    signer.update(HashAlgorithm.SHA1.hash(Octets.of(MESSAGE)).bytes());
    assertThatThrownBy(signer::sign).isInstanceOf(SignatureException.class);
  }

  @Test
  void keys_of_others_stay_with_their_providers() throws Exception {
    PrivateKey plain = TestingKeys.p256().getPrivate();
    Signature ours = Signature.getInstance("SHA256withECDSA", TpmProvider.NAME);
    assertThatThrownBy(() -> ours.initSign(plain)).isInstanceOf(InvalidKeyException.class);
    assertThatThrownBy(() -> ours.initVerify(publicKey)).isInstanceOf(InvalidKeyException.class);
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(plain);
    assertThat(signer.getProvider().getName()).isNotEqualTo(TpmProvider.NAME);
  }

  @Test
  void a_key_shows_nothing_and_stays_in_its_process() throws IOException {
    assertThat(privateKey.getEncoded()).isNull();
    assertThat(privateKey.getFormat()).isNull();
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(privateKey)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_tpm_that_fails_fails_the_signature() throws Exception {
    LoadableObject altered = tpm.createSigningKey();
    LoadableObject other = tpm.createSigningKey();
    PrivateKey broken =
        TpmProvider.privateKey(tpm, new LoadableObject(altered.publicArea(), other.sensitive()));
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(broken);
    signer.update(MESSAGE);
    assertThatThrownBy(signer::sign)
        .isInstanceOf(SignatureException.class)
        .hasMessageContaining("another TPM");
  }

  private static boolean verifies(byte[] signature) throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(publicKey);
    verifier.update(MESSAGE);
    return verifier.verify(signature);
  }
}
