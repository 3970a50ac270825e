package org.icecoat.imagestore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.imagestore.soap.TestingRequests.disk;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.catalogue.KeyStore;
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
import org.slf4j.LoggerFactory;

/**
 * The store's machine changes, and the keys that are sealed to it come back by the recovery key.
 */
class RecoveredKeysIT {
  @TempDir static Path site;
  private static TestingSwtpm nodeTpm;
  private static TestingSite made;
  private static int stores;

  @TempDir Path folder;
  private final TestingRandom random = new TestingRandom();
  private TestingSwtpm storeTpm;
  private TestingStore store;

  @BeforeAll
  static void makeKeysAndNode() throws Exception {
    made = new TestingSite(site);
    nodeTpm = made.manufacture("node1");
    for (String name : new String[] {"recovery", "other"}) {
      openssl("req -x509 -newkey rsa:3072 -nodes -days 3650 -subj /CN=Recovery -keyout", name);
    }
    openssl("req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=Short -keyout", "short");
  }

  /** As docs/images.md says it. */
  private static void openssl(String words, String name) throws Exception {
    String line = "umask 077; openssl %s %s.key -out %s.pem".formatted(words, name, name);
    Process process =
        new ProcessBuilder("sh", "-c", line)
            .directory(site.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @AfterAll
  static void stopNode() {
    nodeTpm.close();
  }

  @BeforeEach
  void start() throws Exception {
    stores++;
    storeTpm = made.manufacture("store" + stores);
    store = made.store(storeTpm, folder, random);
  }

  @AfterEach
  void stop() {
    store.close();
    storeTpm.close();
  }

  @Test
  void keys_from_before_and_after_the_certificate_came_survive_a_change_of_the_machine()
      throws Exception {
    String old = registered("old");
    byte[] oldKey = random.last();
    assertThat(warnings("recovery.pem")).anyMatch(it -> it.contains("nothing was measured"));
    String fresh = registered("fresh");
    byte[] freshKey = random.last();
    changeMachine();

    assertThat(warnings("recovery.pem")).noneMatch(it -> it.contains("nothing was measured"));
    assertLocked(old);
    restart("recovery.pem", "recovery.key");
    assertThat(key(old)).isEqualTo(oldKey);
    assertThat(key(fresh)).isEqualTo(freshKey);
    restart("recovery.pem", null);
    assertThat(key(old)).isEqualTo(oldKey);
    changeMachine();
    restart("recovery.pem", "recovery.key");
    assertThat(key(fresh)).isEqualTo(freshKey);
  }

  @Test
  void a_key_goes_over_to_another_recovery_certificate() throws Exception {
    restart("recovery.pem", null);
    String image = registered("secret");
    byte[] key = random.last();
    restart("other.pem", null);
    changeMachine();
    restart("other.pem", "other.key");
    assertThat(key(image)).isEqualTo(key);
  }

  @Test
  void a_copy_that_was_put_beside_another_key_is_not_taken_for_that() throws Exception {
    restart("recovery.pem", null);
    String one = registered("one");
    String other = registered("other");
    store.stop();
    exchangeCopies(ImageId.parse(one), ImageId.parse(other));
    storeTpm.tool("tpm2_pcrextend", "7:sha256=" + "ab".repeat(32));
    store.start(site.resolve("recovery.pem"), site.resolve("recovery.key"));
    assertLocked(one);
    assertLocked(other);
  }

  @Test
  void a_weak_certificate_another_key_and_one_that_others_can_read_start_no_store()
      throws Exception {
    store.stop();
    assertThatIllegalStateException()
        .isThrownBy(() -> store.start(site.resolve("short.pem"), null))
        .withMessageContaining("at least 3072 bits");
    Path none = Files.writeString(folder.resolve("none.pem"), "no certificate");
    assertThatIllegalStateException()
        .isThrownBy(() -> store.start(none, null))
        .withMessageContaining("no certificate in PEM");
    assertThatIllegalStateException()
        .isThrownBy(() -> store.start(site.resolve("recovery.pem"), site.resolve("other.key")))
        .withMessageContaining("tpm.recovery-key");
    Path open = folder.resolve("open.key");
    Files.copy(site.resolve("recovery.key"), open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatIllegalStateException()
        .isThrownBy(() -> store.start(site.resolve("recovery.pem"), open))
        .withMessageContaining("tpm.recovery-key");
    store.start(site.resolve("recovery.pem"), null);
  }

  private void restart(String certificate, String key) throws IOException {
    store.stop();
    store.start(site.resolve(certificate), key == null ? null : site.resolve(key));
  }

  /** What the store says of its keys' seals when it is started anew. */
  private List<String> warnings(String certificate) throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger("org.icecoat.imagestore.OpenKeys");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      restart(certificate, null);
    } finally {
      logger.detachAppender(log);
    }
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private void changeMachine() {
    storeTpm.tool("tpm2_pcrextend", "7:sha256=" + "ab".repeat(32));
  }

  private String registered(String name) throws Exception {
    Register register =
        TestingRequests.register(disk(name, "1", ImageFormatType.RAW), TestingBytes.of(1 << 20));
    register.setConfidential(true);
    return store.asCurator().register(register).getImage().getManifest().getId();
  }

  private byte[] key(String image) throws Exception {
    TestingCredential host = store.grid().host("node1", "localhost");
    try (TestingNode node = new TestingNode(nodeTpm, "node1").boot("good")) {
      ReleaseKeyResponse released = node.key(store.as(host), host, image);
      return node.unsealed(node.imported(released), released);
    }
  }

  private void assertLocked(String image) {
    assertThatThrownBy(() -> key(image))
        .isInstanceOf(UnavailableFault.class)
        .hasMessageContaining("seal the keys anew with the recovery key");
  }

  private void exchangeCopies(ImageId one, ImageId other) {
    try (Database database =
        Database.open(DatabaseConfiguration.inFile(folder.resolve("catalogue")), "db/imagestore")) {
      KeyStore keys = new KeyStore(database.jdbi());
      SealedKey first = keys.find(one).orElseThrow();
      SealedKey second = keys.find(other).orElseThrow();
      keys.replace(one, with(first, second));
      keys.replace(other, with(second, first));
    }
  }

  private static SealedKey with(SealedKey key, SealedKey from) {
    return new SealedKey(
        key.object(), key.pcrs(), Optional.of(from.recovery().orElseThrow()), true);
  }
}
