package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.icecoat.trust.tpm.ContractSubject.assertFault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.ImportableObject;
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

/** A TPM has three places for objects and three for sessions: nothing may stay in them. */
class TpmSlotsIT {
  private static final PcrSelection PCRS = PcrSelection.of(PcrBank.SHA256, 7, 15);
  private static final Octets NONCE = Octets.parse("0011");
  private static final Octets DIGEST = HashAlgorithm.SHA256.hash(NONCE);

  @TempDir private static Path folder;
  private static TestingSwtpm machine;
  private static Tpm tpm;

  @BeforeAll
  static void open() {
    machine = TestingTpmMaker.in(folder).manufacture("node1");
    tpm = machine.open();
  }

  @AfterAll
  static void close() {
    tpm.close();
    machine.close();
  }

  @Test
  void a_hundred_operations_leave_nothing() {
    NvCounter counter = new NvCounter(0x0180_0001, AuthValue.fresh(new SecureRandom()));
    tpm.defineCounter(counter);
    for (int i = 0; i < 10; i++) {
      LoadableObject key = tpm.createSigningKey();
      LoadableObject sealed = tpm.seal(new byte[] {1}, new PcrPolicy(tpm.readPcrs(PCRS)));
      tpm.endorsementKey(EkTemplate.ECC_P256);
      tpm.sign(key, DIGEST);
      tpm.certify(key, NONCE);
      tpm.certifyStorageKey(NONCE);
      tpm.unseal(sealed, PCRS);
      tpm.quote(PCRS, NONCE);
      tpm.incrementCounter(counter);
      tpm.certifyCounter(counter, NONCE);
    }
    assertThat(machine.loaded()).isEmpty();
  }

  @Test
  void operations_that_fail_leave_nothing() {
    LoadableObject sealed = tpm.seal(new byte[] {1}, new PcrPolicy(tpm.readPcrs(PCRS)));
    tpm.extendPcr(PcrBank.SHA256, 15, DIGEST);
    NvCounter none = new NvCounter(0x0180_00ff, AuthValue.of(new byte[] {1}));
    NvCounter foreign = new NvCounter(0x0180_0002, AuthValue.of(new byte[] {1}));
    tpm.defineCounter(new NvCounter(foreign.index(), AuthValue.of(new byte[] {2})));
    EncryptedCredential rubbish = new EncryptedCredential(DIGEST, DIGEST);
    ImportableObject foreignObject = new ImportableObject(sealed.publicArea(), DIGEST, DIGEST);
    for (int i = 0; i < 10; i++) {
      assertFault(TrustFault.TPM_POLICY_FAILED, () -> tpm.unseal(sealed, PCRS));
      assertFault(TrustFault.TPM_ABSENT, () -> tpm.readCounter(none));
      assertFault(TrustFault.TPM_AUTHORIZATION, () -> tpm.incrementCounter(foreign));
      assertRefused(() -> tpm.activateCredential(EkTemplate.ECC_P256, rubbish));
      assertRefused(() -> tpm.importObject(foreignObject));
    }
    assertThat(machine.loaded()).isEmpty();
  }

  private static void assertRefused(Runnable call) {
    assertThat(catchThrowable(call::run)).isInstanceOf(TrustException.class);
  }

  @Test
  void what_a_killed_process_left_is_removed() {
    tpm.close();
    for (int i = 0; i < 3; i++) {
      machine.tool("tpm2_createprimary", "-Q", "-C", "o", "-G", "ecc", "-c", "left" + i);
    }
    assertThat(machine.loaded()).hasSize(3);
    tpm = machine.open();
    assertThat(machine.loaded()).isEmpty();
    assertThat(tpm.createSigningKey()).isNotNull();
  }

  @Test
  void a_tpm_without_room_says_so() {
    LoadableObject key = tpm.createSigningKey();
    for (int i = 0; i < 3; i++) {
      machine.tool("tpm2_createprimary", "-Q", "-C", "o", "-G", "ecc", "-c", "full" + i);
    }
    try {
      assertFault(TrustFault.TPM_FULL, () -> tpm.certify(key, NONCE));
    } finally {
      machine.tool("tpm2_flushcontext", "-t");
    }
    assertThat(tpm.certify(key, NONCE)).isNotNull();
  }

  @Test
  void threads_take_turns() {
    LoadableObject key = tpm.createSigningKey();
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(CompletableFuture.runAsync(() -> useTwentyTimes(key)));
    }
    for (CompletableFuture<Void> thread : threads) {
      assertThat(thread).succeedsWithin(Duration.ofSeconds(60));
    }
    assertThat(machine.loaded()).isEmpty();
  }

  private static void useTwentyTimes(LoadableObject key) {
    for (int i = 0; i < 20; i++) {
      tpm.sign(key, DIGEST);
      tpm.quote(PCRS, NONCE);
    }
  }
}
