package org.icecoat.imagestore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.imagestore.soap.TestingRequests.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.imagestore.soap.TestingRequests;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.store.ReleaseKeyResponse;
import org.icecoat.wire.types.ImageFormatType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who writes the store's database gets no key of one image under the name of another: not by moving
 * rows, not by putting old ones back, not by the recovery key. Keys of older stores stay usable.
 */
class MovedKeysIT {
  @TempDir static Path site;
  private static TestingSwtpm nodeTpm;
  private static TestingSite made;
  private static Path certificate;
  private static Path recoveryKey;
  private static int stores;

  @TempDir Path folder;
  private final TestingRandom random = new TestingRandom();
  private TestingSwtpm storeTpm;
  private TestingStore store;
  private OldKeys old;
  private ImageId one;
  private ImageId other;
  private byte[] keyOfOne;
  private byte[] keyOfOther;

  @BeforeAll
  static void makeKeysAndNode() throws Exception {
    made = new TestingSite(site);
    nodeTpm = made.manufacture("node1");
    certificate = site.resolve("recovery.pem");
    recoveryKey = site.resolve("recovery.key");
    OldKeys.makeRecovery(certificate, recoveryKey);
  }

  @AfterAll
  static void stopNode() {
    nodeTpm.close();
  }

  @BeforeEach
  void startWithTwoImages() throws Exception {
    stores++;
    storeTpm = made.manufacture("store" + stores);
    old = new OldKeys(storeTpm, certificate);
    store = made.store(storeTpm, folder, random);
    store.stop();
    store.start(certificate, null);
    one = registered("one", true);
    keyOfOne = random.last();
    other = registered("other", true);
    keyOfOther = random.last();
  }

  @AfterEach
  void stop() {
    store.close();
    storeTpm.close();
  }

  @Test
  void swapped_rows_release_nothing_neither_before_nor_after_a_start() throws Exception {
    swap();
    assertRefused(one, "KEY_MISPLACED");
    assertRefused(other, "KEY_MISPLACED");
    restart(null);
    assertRefused(one, "KEY_MISPLACED");
    swap();
    assertThat(key(one)).isEqualTo(keyOfOne);
    assertThat(key(other)).isEqualTo(keyOfOther);
  }

  @Test
  void a_row_that_was_copied_beside_an_image_that_has_none_releases_nothing() throws Exception {
    ImageId clear = registered("clear", false);
    inDatabase(keys -> keys.keep(clear, keys.find(one).orElseThrow()));
    assertRefused(clear, "KEY_MISPLACED");
    assertThat(key(one)).isEqualTo(keyOfOne);
  }

  @Test
  void a_row_whose_image_was_changed_releases_nothing() throws Exception {
    execute("delete from image_key where image_id = '" + other.digest().hex() + "'");
    execute("update image_key set image_id = '" + other.digest().hex() + "'");
    assertRefused(other, "KEY_MISPLACED");
    restart(null);
    assertRefused(other, "KEY_MISPLACED");
  }

  /** Row and copy go together, so that only what the copy says of its image tells them apart. */
  @Test
  void the_recovery_key_does_not_make_a_moved_key_that_of_the_image_beside_it() throws Exception {
    swap();
    store.stop();
    changeMachine();
    store.start(certificate, recoveryKey);
    assertRefused(one, "KEY_LOCKED");
    swap();
    restart(recoveryKey);
    assertThat(key(one)).isEqualTo(keyOfOne);
    assertThat(key(other)).isEqualTo(keyOfOther);
  }

  @Test
  void a_key_of_an_older_store_is_bound_at_the_next_start_if_it_opens_the_images_disk()
      throws Exception {
    store.stop();
    makeOld(one);
    store.start();
    assertThat(key(one)).isEqualTo(keyOfOne);
    inDatabase(keys -> assertThat(keys.find(one).orElseThrow().bound()).isTrue());
    swap();
    assertRefused(one, "KEY_MISPLACED");
  }

  @Test
  void keys_of_an_older_store_that_were_swapped_before_are_bound_to_nothing() throws Exception {
    store.stop();
    makeOld(one);
    makeOld(other);
    swap();
    store.start();
    assertRefused(one, "KEY_UNBOUND");
    assertRefused(other, "KEY_UNBOUND");
    swap();
    assertRefused(one, "KEY_UNBOUND");
    restart(null);
    assertThat(key(one)).isEqualTo(keyOfOne);
    assertThat(key(other)).isEqualTo(keyOfOther);
  }

  @Test
  void a_row_of_an_older_store_that_is_put_back_releases_nothing_whatever_it_says_of_itself()
      throws Exception {
    store.stop();
    SealedKey unbound = old.of(one, row(one));
    SealedKey lying =
        new SealedKey(unbound.object(), unbound.pcrs(), unbound.recovery(), /* bound= */ true);
    store.start();
    inDatabase(keys -> keys.replace(other, lying));
    assertRefused(other, "KEY_UNBOUND");
    inDatabase(keys -> keys.replace(other, unbound));
    restart(null);
    assertRefused(other, "KEY_UNBOUND");
    changeMachine();
    restart(recoveryKey);
    assertRefused(other, "KEY_LOCKED");
    assertThat(key(one)).isEqualTo(keyOfOne);
  }

  @Test
  void a_key_whose_image_is_not_as_it_was_registered_stays_unbound() throws Exception {
    store.stop();
    makeOld(one);
    Path content = content(one);
    byte[] right = Files.readAllBytes(content);
    Files.copy(content(other), content, StandardCopyOption.REPLACE_EXISTING);
    store.start();
    assertRefused(one, "KEY_UNBOUND");
    Files.write(content, right);
    restart(null);
    assertThat(key(one)).isEqualTo(keyOfOne);
  }

  @Test
  void a_copy_of_an_older_store_is_opened_for_the_image_whose_disk_its_key_opens()
      throws Exception {
    store.stop();
    makeOld(one);
    makeOld(other);
    changeMachine();
    store.start(certificate, recoveryKey);
    assertThat(key(one)).isEqualTo(keyOfOne);
    restart(null);
    assertThat(key(other)).isEqualTo(keyOfOther);
  }

  private void restart(Path key) throws IOException {
    store.stop();
    store.start(certificate, key);
  }

  private void changeMachine() {
    storeTpm.tool("tpm2_pcrextend", "7:sha256=" + "ab".repeat(32));
  }

  private ImageId registered(String name, boolean confidential) throws Exception {
    Register register =
        TestingRequests.register(disk(name, "1", ImageFormatType.RAW), TestingBytes.of(1 << 20));
    register.setConfidential(confidential);
    return ImageId.parse(store.asCurator().register(register).getImage().getManifest().getId());
  }

  private byte[] key(ImageId image) throws Exception {
    TestingCredential host = store.grid().host("node1", "localhost");
    try (TestingNode node = new TestingNode(nodeTpm, "node1").boot("good")) {
      ReleaseKeyResponse released = node.key(store.as(host), host, image.toString());
      return node.unsealed(node.imported(released), released);
    }
  }

  private void assertRefused(ImageId image, String code) {
    assertThatThrownBy(() -> key(image))
        .isInstanceOfSatisfying(
            UnavailableFault.class,
            fault ->
                assertThat(fault.getFaultInfo().getErrorCode().getContent()).containsExactly(code));
  }

  private void swap() {
    inDatabase(
        keys -> {
          SealedKey first = keys.find(one).orElseThrow();
          SealedKey second = keys.find(other).orElseThrow();
          keys.replace(one, second);
          keys.replace(other, first);
        });
  }

  private void makeOld(ImageId image) {
    SealedKey made = old.of(image, row(image));
    inDatabase(keys -> keys.replace(image, made));
  }

  private SealedKey row(ImageId image) {
    try (Database database = database()) {
      return new KeyStore(database.jdbi()).find(image).orElseThrow();
    }
  }

  private Path content(ImageId image) {
    try (Database database = database()) {
      RegisteredImage row = new CatalogueStore(database.jdbi()).find(image).orElseThrow();
      return store.content().resolve(row.manifest().content().root().hex());
    }
  }

  private void inDatabase(Consumer<KeyStore> deed) {
    try (Database database = database()) {
      deed.accept(new KeyStore(database.jdbi()));
    }
  }

  private void execute(String sql) {
    try (Database database = database()) {
      database.jdbi().useHandle(handle -> handle.execute(sql));
    }
  }

  private Database database() {
    return Database.open(
        DatabaseConfiguration.inFile(folder.resolve("catalogue")), "db/imagestore");
  }
}
