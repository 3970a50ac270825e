package org.icecoat.plugin.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.tpm.Tpm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node keeps of keys, with a real software TPM, and when it is of use. */
class ConfidentialDisksIT {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PCR = 14;

  @TempDir Path folder;
  private final DiskKey imageKey = DiskKey.fresh(RANDOM);
  private TestingSwtpm swtpm;
  private Tpm tpm;
  private TestingKeySource store;
  private ConfidentialDisks disks;

  @BeforeEach
  void start() throws IOException {
    swtpm = TestingSwtpm.on(Files.createDirectory(folder.resolve("tpm")));
    swtpm.start();
    tpm = swtpm.open();
    Files.createDirectory(folder.resolve("vm"));
    store = new TestingKeySource(imageKey, tpm);
    disks = disksOf(tpm, store);
  }

  @AfterEach
  void stop() {
    tpm.close();
    swtpm.close();
  }

  @Test
  void a_vm_has_the_images_key_and_one_of_its_own_also_after_restarts() {
    byte[] overlay;
    try (DiskKeys keys = disks.open(place())) {
      assertThat(keys.base().reveal()).isEqualTo(imageKey.reveal());
      overlay = keys.overlay().reveal();
      assertThat(overlay).isNotEqualTo(imageKey.reveal());
    }
    ConfidentialDisks later = disksOf(tpm, store);
    try (DiskKeys keys = later.open(place())) {
      assertThat(keys.base().reveal()).isEqualTo(imageKey.reveal());
      assertThat(keys.overlay().reveal()).isEqualTo(overlay);
      assertThat(keys.toString()).doesNotContain(HexFormat.of().formatHex(overlay));
    }
    assertThat(store.releases()).isEqualTo(1);
    assertThat(kept()).hasSize(2).noneMatch(file -> shows(file, overlay));
    assertThat(kept()).noneMatch(file -> shows(file, imageKey.reveal()));
  }

  @Test
  void after_a_changed_measurement_the_store_is_asked_and_its_reasons_are_told() {
    disks.open(place()).close();
    measure();
    store.refuse("The image store gives no key: A component is not one that the policy allows");
    assertFault(PluginFault.KEY_REFUSED, "A component is not one", () -> disks.open(place()));
  }

  @Test
  void the_vms_own_disk_stays_locked_until_the_node_is_again_what_it_was() {
    disks.open(place()).close();
    measure();
    assertFault(
        PluginFault.KEY_LOCKED,
        "The VM's disk cannot be read: The node is not as it was",
        () -> disks.open(place()));
    reboot();
    disks.open(place()).close();
    assertThat(store.releases()).isEqualTo(1);
    disks.open(place()).close();
    assertThat(store.releases()).isEqualTo(1);
  }

  @Test
  void what_is_kept_is_of_no_use_to_another_tpm() throws IOException {
    disks.open(place()).close();
    try (TestingSwtpm thief = TestingSwtpm.on(Files.createDirectory(folder.resolve("thief")))) {
      thief.start();
      try (Tpm other = thief.open()) {
        ConfidentialDisks stolen = disksOf(other, new TestingKeySource(imageKey, other));
        assertFault(PluginFault.KEY_LOCKED, "sealed by another TPM", () -> stolen.open(place()));
        ConfidentialDisks relayed = disksOf(other, store);
        Files.delete(folder.resolve("vm/image.key"));
        assertFault(PluginFault.KEY_LOCKED, "sealed by another TPM", () -> relayed.open(place()));
      }
    }
  }

  @Test
  void a_kept_key_that_was_altered_is_refused() throws IOException {
    disks.open(place()).close();
    Path file = folder.resolve("vm/disk.key");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertFault(PluginFault.KEY_LOCKED, "The VM's disk cannot be read", () -> disks.open(place()));
    Files.write(file, new byte[] {1, 2, 3});
    assertFault(PluginFault.STORAGE_FAILED, "cannot be read", () -> disks.open(place()));
  }

  @Test
  void what_has_changed_is_measured_before_a_key_is_opened() {
    disks.open(place()).close();
    ConfidentialDisks measuring =
        new ConfidentialDisks(tpm, store, this::measure, PCR, () -> DiskKey.fresh(RANDOM));
    assertFault(PluginFault.KEY_LOCKED, "not as it was", () -> measuring.open(place()));
  }

  @Test
  void what_changes_after_the_image_s_key_was_opened_gets_no_disk_of_its_own() {
    ConfidentialDisks changing =
        new ConfidentialDisks(
            tpm,
            store,
            () -> {},
            PCR,
            () -> {
              measure();
              return DiskKey.fresh(RANDOM);
            });
    assertFault(PluginFault.KEY_LOCKED, "has changed while", () -> changing.open(place()));
    assertThat(kept()).extracting(Path::getFileName).containsExactly(Path.of("image.key"));
    store.refuse("A component is not one");
    assertFault(PluginFault.KEY_REFUSED, "not one", () -> disks.open(place()));
    reboot();
    disks.open(place()).close();
    assertThat(kept()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "14 16", "14 23", "16"})
  void a_key_that_the_store_binds_to_nothing_of_this_node_is_not_taken(String pcrs) {
    store.bindTo(Stream.of(pcrs.split(" ")).mapToInt(Integer::parseInt).toArray());
    assertFault(
        PluginFault.KEY_REFUSED,
        "its policy has to quote PCR 14 of SHA-256, and none that software can reset",
        () -> disks.open(place()));
    assertThat(kept()).isEmpty();
    store.bindTo(7, PCR);
    disks.open(place()).close();
  }

  private static ConfidentialDisks disksOf(Tpm tpm, KeySource store) {
    return new ConfidentialDisks(tpm, store, () -> {}, PCR, () -> DiskKey.fresh(RANDOM));
  }

  private void measure() {
    tpm.extendPcr(PcrBank.SHA256, PCR, Octets.of(new byte[32]));
  }

  private void reboot() {
    tpm.close();
    swtpm.tool("tpm2_shutdown", "-c");
    swtpm.reboot();
    tpm = swtpm.open();
    TestingKeySource again = new TestingKeySource(imageKey, tpm);
    disks = disksOf(tpm, again);
    store = again;
  }

  private ConfidentialDisks.Place place() {
    return new ConfidentialDisks.Place(
        folder.resolve("vm"),
        URI.create("https://localhost/store"),
        new ImageId(Sha256.of(new byte[32])));
  }

  private List<Path> kept() {
    try (Stream<Path> files = Files.list(folder.resolve("vm"))) {
      return files.toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean shows(Path file, byte[] key) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return text.contains(new String(key, StandardCharsets.ISO_8859_1))
          || text.contains(HexFormat.of().formatHex(key));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void assertFault(PluginFault fault, String why, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageContaining(why);
  }
}
