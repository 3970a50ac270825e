package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.icecoat.trust.evidence.binding.CredentialChallenge;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody hears who listens between the process and its TPM. */
class TappedBusIT {
  private static final PcrSelection PCRS = PcrSelection.of(PcrBank.SHA256, 7);
  private static final Octets MESSAGE = Octets.parse("48656c6c6f");

  @TempDir private static Path folder;
  private static TestingSwtpm machine;
  private static TestingBus bus;
  private static Tpm tpm;

  @BeforeAll
  static void open() {
    machine = TestingTpmMaker.in(folder).manufacture("node1");
    bus = TestingBus.before(machine.tcti(), folder);
    tpm = machine.open(TpmSettings.of(bus.tcti()));
  }

  @AfterAll
  static void close() throws IOException {
    tpm.close();
    bus.close();
    machine.close();
  }

  private static byte[] secret() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void what_is_not_secret_is_heard() {
    Octets digest = HashAlgorithm.SHA256.hash(MESSAGE);
    tpm.sign(tpm.createSigningKey(), digest);
    assertThat(bus.heard()).contains(digest.hex());
  }

  @Test
  void a_secret_is_not_heard_when_it_is_sealed_nor_when_it_is_revealed() {
    byte[] secret = secret();
    LoadableObject sealed = tpm.seal(secret, new PcrPolicy(tpm.readPcrs(PCRS)));
    assertThat(tpm.unseal(sealed, PCRS)).isEqualTo(secret);
    assertThat(bus.heard()).contains(sealed.sensitive().hex()).doesNotContain(hex(secret));
  }

  @Test
  void the_secret_of_a_credential_is_not_heard() {
    byte[] secret = secret();
    EncryptedCredential credential =
        CredentialChallenge.make(
            tpm.endorsementKey(EkTemplate.ECC_P256).publicArea(),
            tpm.attestationKey().name(),
            secret,
            new SecureRandom());
    assertThat(tpm.activateCredential(EkTemplate.ECC_P256, credential)).isEqualTo(secret);
    assertThat(bus.heard()).contains(credential.secret().hex()).doesNotContain(hex(secret));
  }

  @Test
  void the_auth_value_of_a_counter_is_not_heard() {
    AuthValue auth = AuthValue.fresh(new SecureRandom());
    NvCounter counter = new NvCounter(0x0180_0001, auth);
    tpm.defineCounter(counter);
    tpm.incrementCounter(counter);
    tpm.certifyCounter(counter, MESSAGE);
    assertThat(bus.heard()).contains("01800001").doesNotContain(hex(auth.reveal()));
  }
}
