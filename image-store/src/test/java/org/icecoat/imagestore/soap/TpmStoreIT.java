package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.imagestore.soap.TestingRequests.disk;
import static org.icecoat.imagestore.soap.TestingRequests.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.trust.evidence.guard.ProvenGuard;
import org.icecoat.trust.log.LogFinding.Reason;
import org.icecoat.trust.log.ProofVerdict;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.ProofsResponse;
import org.icecoat.wire.store.ProtectionType;
import org.icecoat.wire.store.ProveLogGuard;
import org.icecoat.wire.store.ShowLogGuard;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.ImageFormatType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole store with a database, files and a TPM, and those who take copies of all three. */
class TpmStoreIT {
  @TempDir Path folder;
  private TestingSwtpm tpm;
  private TestingStore store;

  @BeforeEach
  void start() throws IOException {
    tpm = TestingSwtpm.on(Files.createDirectory(folder.resolve("tpm")));
    tpm.start();
    store = TestingStore.with(tpm.tcti(), Files.createDirectory(folder.resolve("store")));
  }

  @AfterEach
  void stop() {
    store.close();
    tpm.close();
  }

  @Test
  void an_image_is_proved_by_the_tpm_also_after_restarts_of_store_and_machine() throws Exception {
    String id = registered("a");
    TestingProofs client = TestingProofs.of(store.asStranger());
    assertProved(client, id);
    ProofsResponse shown = store.asStranger().proofs(new org.icecoat.wire.store.Proofs());
    assertThat(shown.getTreeHead().getProtection()).isEqualTo(ProtectionType.TPM);
    store.stop();
    tpm.reboot();
    store.start();
    assertThat(findings()).isEmpty();
    assertProved(client, id);
    assertProved(client, registered("b"));
    assertProved(client, id);
  }

  @Test
  void key_and_counters_are_proved_to_anybody_and_a_tpm_that_was_put_back_is_noticed()
      throws Exception {
    registered("a");
    store.stop();
    TestingGuardClient client = new TestingGuardClient();
    client.certify(tpm, folder);
    tpm.stop();
    copy("store", "old");
    tpm.copyStateTo(folder.resolve("old-tpm"));
    tpm.start();
    store.start();
    registered("b");
    TreeHead head = client.head(store.asStranger());
    ProvenGuard proven = client.judge(store.asStranger(), head).accepted().orElseThrow();
    assertThat(proven.appends()).isEqualTo(head.counter());
    assertThat(proven.openings()).isPositive();
    registered("c");
    assertThat(client.judge(store.asStranger(), head).accepted().orElseThrow().appends())
        .isEqualTo(head.counter() + 1);
    TreeHead newest = client.head(store.asStranger());
    store.stop();
    tpm.stop();
    copy("old", "store");
    tpm.restoreStateFrom(folder.resolve("old-tpm"));
    tpm.start();
    store.start();
    assertThat(findings()).isEmpty();
    assertThat(client.refusals(store.asStranger(), newest))
        .containsExactly(org.icecoat.trust.evidence.Reason.COUNTER_BEHIND);
  }

  @Test
  void a_store_opens_no_credential_of_others_and_is_not_asked_too_often() throws Exception {
    ImageStore asked = store.asStranger();
    ProveLogGuard good = TestingGuardClient.unjudged(asked);
    for (int i = 0; i < 9; i++) {
      asked.proveLogGuard(good);
    }
    good.setNonce(new byte[31]);
    assertInvalid(() -> asked.proveLogGuard(good));
    good.setNonce(new byte[32]);
    ProveLogGuard bad = TestingGuardClient.unjudged(asked);
    bad.getCredential().getSealed()[4] ^= 1;
    assertInvalid(() -> asked.proveLogGuard(bad));
    bad.getCredential().setSealed(new byte[9]);
    assertInvalid(() -> asked.proveLogGuard(bad));
    good.getCredential().setNumber(8);
    assertInvalid(() -> asked.proveLogGuard(good));
    good.getCredential().setNumber(-1);
    assertInvalid(() -> asked.proveLogGuard(good));
    assertUnavailable(() -> asked.proveLogGuard(good), "TPM_BUSY");
    assertThat(store.asNode().showLogGuard(new ShowLogGuard()).getGuard()).isNotNull();
    assertProved(TestingProofs.of(asked), registered("a"));
  }

  private static void assertInvalid(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(InvalidRequestFault.class);
  }

  @Test
  void an_old_copy_of_database_and_files_is_noticed_and_nothing_of_it_is_served() throws Exception {
    String id = registered("a");
    store.stop();
    copy("store", "old");
    store.start();
    registered("b");
    store.stop();
    copy("old", "store");
    store.start();
    assertThat(findings()).containsExactly("LOG_ROLLED_BACK");
    assertNothingIsServed(id);
  }

  @Test
  void a_store_with_another_tpm_says_so_and_serves_nothing() throws Exception {
    String id = registered("a");
    store.stop();
    tpm.stop();
    Files.delete(tpm.state().resolve("tpm2-00.permall"));
    tpm.start();
    store.start();
    assertThat(findings()).containsExactly("SIGNER_REPLACED");
    assertNothingIsServed(id);
  }

  @Test
  void a_store_with_another_key_is_refused_by_its_client() throws Exception {
    registered("a");
    TestingProofs client = TestingProofs.of(store.asStranger());
    try (TestingStore other = TestingStore.in(Files.createDirectory(folder.resolve("other")))) {
      assertThat(client.refusals(other.asStranger())).containsExactly(Reason.OTHER_KEY);
    }
  }

  @Test
  void an_old_copy_of_everything_with_the_tpm_is_noticed_by_who_remembers() throws Exception {
    registered("a");
    store.stop();
    tpm.stop();
    copy("store", "old");
    tpm.copyStateTo(folder.resolve("old-tpm"));
    tpm.start();
    store.start();
    TestingProofs client = TestingProofs.of(store.asStranger());
    assertProved(client, registered("b"));
    store.stop();
    tpm.stop();
    copy("old", "store");
    tpm.restoreStateFrom(folder.resolve("old-tpm"));
    tpm.start();
    store.start();
    assertThat(findings()).isEmpty();
    assertThat(client.refusals(store.asStranger()))
        .containsExactlyInAnyOrder(Reason.LOG_SHRUNK, Reason.COUNTER_WENT_BACK);
    registered("fork");
    assertThat(client.refusals(store.asStranger())).containsExactly(Reason.OTHER_ROOT);
    registered("longer");
    assertThat(client.refusals(store.asStranger())).containsExactly(Reason.CONSISTENCY_MISSING);
  }

  @Test
  void a_tpm_that_is_silent_stops_what_must_be_signed_and_nothing_else() throws Exception {
    String id = registered("a");
    tpm.kill();
    assertUnavailable(() -> registered("b"), "SIGNER_SILENT");
    assertThat(store.asStranger().getImage(TestingRequests.getImage(id))).isNotNull();
    tpm.start();
    String again = registered("b");
    assertProved(TestingProofs.of(store.asStranger()), again);
  }

  private void assertNothingIsServed(String id) {
    assertUnavailable(
        () -> store.asStranger().getImage(TestingRequests.getImage(id)), "STORE_INCONSISTENT");
    assertUnavailable(
        () -> store.asNode().fetch(TestingRequests.fetch(id, 0, 1)), "STORE_INCONSISTENT");
    assertUnavailable(
        () -> store.asNode().getChunkHashes(TestingRequests.hashes(id)), "STORE_INCONSISTENT");
    assertUnavailable(
        () -> store.asStranger().search(TestingRequests.search("x", "1")), "STORE_INCONSISTENT");
    assertUnavailable(
        () -> store.asStranger().proofs(new org.icecoat.wire.store.Proofs()), "STORE_INCONSISTENT");
    assertUnavailable(() -> registered("more"), "STORE_INCONSISTENT");
    assertUnavailable(
        () -> store.asCurator().retire(TestingRequests.retire(id, "")), "STORE_INCONSISTENT");
  }

  private static void assertUnavailable(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UnavailableFault.class,
            fault ->
                assertThat(fault.getFaultInfo().getErrorCode().getContent()).containsExactly(code));
  }

  private List<String> findings() throws Exception {
    return TestingRequests.findings(store.asStranger()).stream()
        .map(HealthFindingType::getCode)
        .toList();
  }

  private String registered(String name) throws Exception {
    return store
        .asCurator()
        .register(register(disk(name, "1", ImageFormatType.RAW), TestingBytes.of(4096)))
        .getImage()
        .getManifest()
        .getId();
  }

  private void assertProved(TestingProofs client, String id) throws Exception {
    assertThat(client.judge(store.asStranger(), id)).isInstanceOf(ProofVerdict.Proved.class);
  }

  /** Database, content and the folder of the log's key, as they were. */
  private void copy(String from, String to) {
    Path source = folder.resolve(from);
    try (Stream<Path> files = Files.walk(source)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(source.resolve("certificates")))
          .forEach(file -> replace(file, folder.resolve(to).resolve(source.relativize(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replace(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
