package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.icecoat.trust.tpm.ContractSubject.assertFault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TPMs that are reset, die, hang or come back as another one, under a process that goes on. */
class LostTpmIT {
  private static final PcrSelection PCRS = PcrSelection.of(PcrBank.SHA256, 7, 14);
  private static final Octets NONCE = Octets.parse("0011");
  private static final Octets DIGEST = HashAlgorithm.SHA256.hash(NONCE);

  @TempDir private static Path folder;
  private static TestingSwtpm machine;
  private static TestingSwtpm other;
  private Tpm tpm;

  @BeforeAll
  static void make() {
    TestingTpmMaker maker = TestingTpmMaker.in(folder);
    machine = maker.manufacture("node1");
    other = maker.manufacture("node2");
    machine.stop();
    try (Tpm tpm = other.open()) {
      tpm.attestationKey();
      tpm.storageKey();
    }
    other.stop();
  }

  @BeforeEach
  void start() {
    machine.start();
    tpm = machine.open();
  }

  @AfterEach
  void stop() {
    tpm.close();
    machine.close();
  }

  @Test
  void keys_counters_and_secrets_outlive_a_reboot_and_pcrs_do_not() {
    PublicArea attestationKey = tpm.attestationKey();
    LoadableObject key = tpm.createSigningKey();
    NvCounter counter = counter(0x0180_0001);
    long value = tpm.incrementCounter(counter);
    LoadableObject sealed = tpm.seal(new byte[] {1}, new PcrPolicy(tpm.readPcrs(PCRS)));
    long resets = tpm.clock().resetCount();
    tpm.extendPcr(PcrBank.SHA256, 14, DIGEST);
    machine.reboot();
    assertThat(tpm.unseal(sealed, PCRS)).containsExactly(1);
    assertThat(tpm.attestationKey()).isEqualTo(attestationKey);
    assertThat(tpm.sign(key, DIGEST).isEmpty()).isFalse();
    assertThat(tpm.readCounter(counter)).isEqualTo(value);
    assertThat(tpm.clock().resetCount()).isEqualTo(resets + 1);
  }

  @Test
  void keys_outlive_the_process_that_made_them() {
    PublicArea attestationKey = tpm.attestationKey();
    PublicArea storageKey = tpm.storageKey();
    tpm.close();
    tpm = machine.open();
    assertThat(tpm.attestationKey()).isEqualTo(attestationKey);
    assertThat(tpm.storageKey()).isEqualTo(storageKey);
  }

  @Test
  void an_extension_after_a_reboot_is_done_once() {
    tpm.readPcrs(PCRS);
    machine.reboot();
    tpm.extendPcr(PcrBank.SHA256, 14, DIGEST);
    assertThat(tpm.readPcrs(PCRS).value(14))
        .isEqualTo(PcrBank.SHA256.extend(PcrBank.SHA256.zero(), DIGEST));
  }

  @Test
  void a_tpm_that_was_killed_is_unreachable_until_it_is_back() {
    PublicArea attestationKey = tpm.attestationKey();
    machine.kill();
    assertFault(TrustFault.TPM_UNREACHABLE, () -> tpm.quote(PCRS, NONCE));
    assertFault(TrustFault.TPM_UNREACHABLE, () -> tpm.extendPcr(PcrBank.SHA256, 14, DIGEST));
    machine.start();
    assertThat(tpm.attestationKey()).isEqualTo(attestationKey);
    assertThat(tpm.quote(PCRS, NONCE).attest().isEmpty()).isFalse();
  }

  @Test
  void a_tpm_that_came_back_between_two_operations_is_not_noticed() {
    NvCounter counter = counter(0x0180_0002);
    long value = tpm.incrementCounter(counter);
    machine.kill();
    machine.start();
    assertThat(tpm.incrementCounter(counter)).isEqualTo(value + 1);
  }

  @Test
  void resets_under_load_break_nothing_for_ever() {
    AtomicInteger quotes = new AtomicInteger();
    CompletableFuture<Void> load =
        CompletableFuture.runAsync(
            () -> {
              while (quotes.get() < 300) {
                quotes.addAndGet(quoteOrLost());
              }
            });
    for (int i = 1; i <= 10; i++) {
      int due = 20 * i;
      await().until(() -> quotes.get() >= due);
      machine.reboot();
    }
    assertThat(load).succeedsWithin(Duration.ofSeconds(60));
    assertThat(tpm.quote(PCRS, NONCE)).isNotNull();
    assertThat(machine.loaded()).isEmpty();
  }

  private int quoteOrLost() {
    try {
      tpm.quote(PCRS, NONCE);
      return 1;
    } catch (TrustException e) {
      assertThat(e.fault()).as(e.getMessage()).isEqualTo(TrustFault.TPM_UNREACHABLE);
      return 0;
    }
  }

  @Test
  void nobody_waits_for_ever_for_a_tpm_that_hangs() {
    try (Tpm impatient =
        machine.open(TpmSettings.of(machine.tcti()).withPatience(Duration.ofMillis(300)))) {
      machine.hang();
      assertFault(TrustFault.TPM_UNREACHABLE, () -> impatient.readPcrs(PCRS));
      assertFault(TrustFault.TPM_UNREACHABLE, () -> impatient.readPcrs(PCRS));
      machine.resume();
      await().untilAsserted(() -> assertThat(impatient.readPcrs(PCRS)).isNotNull());
    }
  }

  @Test
  void another_tpm_in_its_place_is_noticed() {
    tpm.storageKey();
    LoadableObject sealed = tpm.seal(new byte[] {1}, new PcrPolicy(tpm.readPcrs(PCRS)));
    machine.stop();
    Path kept = folder.resolve("kept");
    machine.copyStateTo(kept);
    machine.restoreStateFrom(other.state());
    machine.start();
    assertFault(TrustFault.TPM_KEY_CHANGED, () -> tpm.unseal(sealed, PCRS));
    assertFault(TrustFault.TPM_KEY_CHANGED, () -> tpm.storageKey());
    machine.stop();
    machine.restoreStateFrom(kept);
    machine.start();
    assertThat(tpm.unseal(sealed, PCRS)).containsExactly(1);
  }

  @Test
  void after_another_tpm_in_its_place_the_right_one_serves_again() {
    tpm.storageKey();
    EndorsementKey endorsementKey = tpm.endorsementKey(EkTemplate.ECC_P256);
    PublicArea attestationKey = tpm.attestationKey();
    machine.stop();
    Path kept = folder.resolve("kept-again");
    machine.copyStateTo(kept);
    machine.restoreStateFrom(other.state());
    machine.start();
    assertFault(TrustFault.TPM_KEY_CHANGED, this::identify);
    assertFault(TrustFault.TPM_KEY_CHANGED, this::identify);
    machine.stop();
    machine.restoreStateFrom(kept);
    machine.start();
    identify();
    assertThat(tpm.endorsementKey(EkTemplate.ECC_P256)).isEqualTo(endorsementKey);
    assertThat(tpm.attestationKey()).isEqualTo(attestationKey);
  }

  /** In the order of an enrolment. */
  private void identify() {
    tpm.endorsementKey(EkTemplate.ECC_P256);
    tpm.attestationKey();
    tpm.storageKey();
    tpm.quote(PCRS, NONCE);
  }

  @Test
  void a_storage_key_that_was_not_verified_is_not_used() {
    PublicArea verified = tpm.storageKey();
    TpmSettings settings = TpmSettings.of(machine.tcti());
    tpm.close();
    tpm = machine.open(settings.withStorageKey(nameOfNoKey()));
    assertFault(TrustFault.TPM_KEY_CHANGED, () -> tpm.createSigningKey());
    tpm.close();
    tpm = machine.open(settings.withStorageKey(verified.name()));
    assertThat(tpm.createSigningKey()).isNotNull();
  }

  private static TpmName nameOfNoKey() {
    return new TpmName(Octets.parse("000b" + "11".repeat(32)));
  }

  @Test
  void a_tpm_that_is_not_there_is_unreachable_at_once() {
    Tcti nowhere = new Tcti("swtpm:path=" + folder.resolve("nowhere"));
    assertFault(TrustFault.TPM_UNREACHABLE, () -> machine.open(TpmSettings.of(nowhere)).close());
    assertFault(
        TrustFault.TPM_UNREACHABLE,
        () -> machine.open(TpmSettings.of(new Tcti("device:/dev/tpmrm99"))).close());
  }

  @Test
  void a_tpm_that_was_closed_does_nothing() {
    tpm.close();
    tpm.close();
    assertThatThrownBy(() -> tpm.clock()).isInstanceOf(IllegalStateException.class);
  }

  private NvCounter counter(int index) {
    NvCounter counter = new NvCounter(index, AuthValue.fresh(new SecureRandom()));
    tpm.defineCounter(counter);
    return counter;
  }
}
