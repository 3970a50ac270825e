package org.icecoat.imagestore.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.imagestore.soap.TestingRequests.disk;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.SealedKey;
import org.icecoat.imagestore.catalogue.release.KeyDecision;
import org.icecoat.imagestore.catalogue.release.ReleaseStore;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.imagestore.inspection.TestingQcow2;
import org.icecoat.imagestore.soap.TestingRequests;
import org.icecoat.service.database.Database;
import org.icecoat.service.database.DatabaseConfiguration;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.wire.faults.ImageRejectedFault;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.store.ReleaseKey;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What of a confidential image, and of its key, is where. */
class ConfidentialImageIT {
  private static final byte[] CLEAR = TestingBytes.of(1 << 20);

  @TempDir static Path site;
  private static TestingSwtpm nodeTpm;
  private static TestingSite made;
  private static int stores;

  @TempDir Path folder;
  private final TestingRandom random = new TestingRandom();
  private TestingSwtpm storeTpm;

  @BeforeAll
  static void makeTpms() throws Exception {
    made = new TestingSite(site);
    nodeTpm = made.manufacture("node1");
  }

  @AfterAll
  static void stopNode() {
    nodeTpm.close();
  }

  @BeforeEach
  void makeTpm() throws Exception {
    stores++;
    storeTpm = made.manufacture("store" + stores);
  }

  @AfterEach
  void stop() {
    storeTpm.close();
  }

  @Test
  void it_is_stored_encrypted_and_its_key_is_nowhere() throws Exception {
    ListAppender<ILoggingEvent> log = listen();
    RegisteredImageType image;
    byte[] key;
    byte[] wrapped;
    try (TestingStore store = made.store(storeTpm, folder, random)) {
      image = store.asCurator().register(confidential(CLEAR)).getImage();
      key = random.last();
      try (TestingNode node = new TestingNode(nodeTpm, "node1").boot("good")) {
        TestingCredential host = store.grid().host("node1", "localhost");
        wrapped = node.key(store.as(host), host, image.getManifest().getId()).getWrapped();
      }
    }
    assertThat(image.getManifest().getDescription().getFormat())
        .isEqualTo(ImageFormatType.QCOW_2_LUKS);
    assertThat(image.getManifest().getVirtualMiB()).isEqualTo(1);
    assertThat(decrypted(image, key)).isEqualTo(CLEAR);
    assertThat(files()).noneMatch(file -> contains(file, List.of(CLEAR)));
    List<byte[]> forms = forms(key);
    assertThat(files()).noneMatch(file -> contains(file, forms));
    assertThat(forms).noneMatch(form -> contains(wrapped, form));
    assertThat(forms).noneMatch(form -> contains(said(log), form));
    assertThat(said(log)).isNotEmpty();
    assertJournalAndSealedKey(ImageId.parse(image.getManifest().getId()));
  }

  private void assertJournalAndSealedKey(ImageId image) {
    try (Database database =
        Database.open(DatabaseConfiguration.inFile(folder.resolve("catalogue")), "db/imagestore")) {
      List<KeyDecision> journal =
          new ReleaseStore(database.jdbi()).decisions(image, OptionalLong.empty(), 9);
      assertThat(journal)
          .singleElement()
          .satisfies(
              release -> {
                assertThat(release.image()).isEqualTo(image);
                assertThat(release.dn()).isEqualTo(TestingStore.NODE);
                assertThat(release.policy()).contains("site version 1");
              });
      SealedKey sealed = new KeyStore(database.jdbi()).find(image).orElseThrow();
      try (Tpm thief = nodeTpm.open()) {
        assertThatThrownBy(() -> thief.unseal(sealed.object(), sealed.pcrs()))
            .isInstanceOfSatisfying(
                TrustException.class,
                e -> assertThat(e.fault()).isEqualTo(TrustFault.TPM_INTEGRITY));
      }
    }
  }

  @Test
  void the_same_image_is_another_each_time_and_what_is_refused_in_the_clear_is_refused()
      throws Exception {
    try (TestingStore store = made.store(storeTpm, folder, random)) {
      String once =
          store.asCurator().register(confidential(CLEAR)).getImage().getManifest().getId();
      byte[] first = random.last();
      assertThat(store.asCurator().register(confidential(CLEAR)).getImage().getManifest().getId())
          .isNotEqualTo(once);
      assertThat(random.last()).isNotEqualTo(first);
      Register backed =
          TestingRequests.register(
              disk("backed", "1", ImageFormatType.QCOW_2),
              new TestingQcow2().withLong(8, 1024).withInt(16, 11).bytes());
      backed.setConfidential(true);
      assertThatThrownBy(() -> store.asCurator().register(backed))
          .isInstanceOf(ImageRejectedFault.class)
          .hasMessageContaining("names a backing file");
      assertThat(leftovers()).isEmpty();
    }
  }

  @Test
  void a_qcow2_file_is_taken_too_but_no_kernel_and_nothing_that_is_encrypted_already()
      throws Exception {
    try (TestingStore store = made.store(storeTpm, folder, random)) {
      Register qcow2 =
          TestingRequests.register(
              disk("qcow2", "1", ImageFormatType.QCOW_2), new TestingQcow2().bytes());
      qcow2.setConfidential(true);
      assertThat(store.asCurator().register(qcow2).getImage().getManifest().getVirtualMiB())
          .isEqualTo(64);
      ImageDescriptionType kernel = TestingRequests.named("k", "1", ImageKindType.KERNEL);
      Register bare = TestingRequests.register(kernel, CLEAR);
      bare.setConfidential(true);
      assertThatThrownBy(() -> store.asCurator().register(bare))
          .isInstanceOf(InvalidRequestFault.class)
          .hasMessageContaining("Only disks can be confidential");
      Register encrypted =
          TestingRequests.register(disk("e", "1", ImageFormatType.QCOW_2_LUKS), CLEAR);
      assertThatThrownBy(() -> store.asCurator().register(encrypted))
          .isInstanceOf(InvalidRequestFault.class)
          .hasMessageContaining("send it in the clear");
    }
  }

  @Test
  void a_store_without_a_tpm_takes_none_and_releases_nothing() throws Exception {
    try (TestingStore store = TestingStore.in(folder);
        TestingNode node = new TestingNode(nodeTpm, "node1").boot("good")) {
      assertThatThrownBy(() -> store.asCurator().register(confidential(CLEAR)))
          .isInstanceOf(ImageRejectedFault.class)
          .hasMessageContaining("This store has no TPM");
      assertThatThrownBy(() -> store.asNode().requestKey(node.request("sha256:" + "0".repeat(64))))
          .isInstanceOf(UnavailableFault.class)
          .hasMessageContaining("releases no keys");
      assertThat(leftovers()).isEmpty();
    }
  }

  @Test
  void a_key_is_given_out_as_the_content_is_of_a_retired_image_too_but_not_of_a_doubtful_one()
      throws Exception {
    try (TestingStore store = made.store(storeTpm, folder, random);
        TestingNode node = new TestingNode(nodeTpm, "node1").boot("good")) {
      String id = store.asCurator().register(confidential(CLEAR)).getImage().getManifest().getId();
      store.asCurator().retire(TestingRequests.retire(id, "replaced"));
      TestingCredential host = store.grid().host("node1", "localhost");
      ImageStore asNode = store.as(host);
      assertThat(asNode.fetch(TestingRequests.fetch(id, 0, 1))).isNotNull();
      assertThat(node.key(asNode, host, id).getWrapped()).isNotEmpty();
      ReleaseKey answer = node.answer(asNode.requestKey(node.request(id)), host);
      execute("update image set registered_by = 'CN=Mallory'");
      assertUnavailable(() -> asNode.fetch(TestingRequests.fetch(id, 0, 1)), "CATALOGUE_ALTERED");
      assertUnavailable(() -> asNode.requestKey(node.request(id)), "CATALOGUE_ALTERED");
      assertUnavailable(() -> asNode.releaseKey(answer), "CATALOGUE_ALTERED");
      execute("update image_log_head set root = 'x'");
      store.asCurator().verify(TestingRequests.verify(id));
      assertUnavailable(() -> asNode.requestKey(node.request(id)), "STORE_INCONSISTENT");
    }
  }

  /** What somebody with the database may do. */
  private void execute(String sql) {
    try (Database database =
        Database.open(DatabaseConfiguration.inFile(folder.resolve("catalogue")), "db/imagestore")) {
      database.jdbi().useHandle(handle -> handle.execute(sql));
    }
  }

  private static void assertUnavailable(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UnavailableFault.class,
            fault ->
                assertThat(fault.getFaultInfo().getErrorCode().getContent()).containsExactly(code));
  }

  private static Register confidential(byte[] content) {
    Register register = TestingRequests.register(disk("secret", "1", ImageFormatType.RAW), content);
    register.setConfidential(true);
    return register;
  }

  private byte[] decrypted(RegisteredImageType image, byte[] key) throws Exception {
    String root = image.getManifest().getContent().getRoot().substring("sha256:".length());
    Path clear = folder.resolve("decrypted.raw");
    Process process =
        new ProcessBuilder(
                "/usr/bin/qemu-img",
                "convert",
                "--object",
                "secret,id=key,format=raw,file=/dev/stdin",
                "--image-opts",
                "driver=qcow2,encrypt.key-secret=key,file.filename="
                    + folder.resolve("content").resolve(root),
                "-O",
                "raw",
                clear.toString())
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    process.getOutputStream().write(ascii(HexFormat.of().formatHex(key)));
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
    byte[] decrypted = Files.readAllBytes(clear);
    Files.delete(clear);
    return decrypted;
  }

  private List<byte[]> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(ConfidentialImageIT::read).toList();
    }
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("content"))) {
      return all.filter(file -> file.toString().endsWith(".part")).toList();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<byte[]> forms(byte[] key) {
    String hex = HexFormat.of().formatHex(key);
    return List.of(
        key,
        ascii(hex),
        ascii(hex.toUpperCase(Locale.ROOT)),
        ascii(Base64.getEncoder().encodeToString(key)),
        ascii(Base64.getEncoder().encodeToString(ascii(hex))));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean contains(byte[] bytes, List<byte[]> parts) {
    return parts.stream().anyMatch(part -> contains(bytes, part));
  }

  private static boolean contains(byte[] bytes, byte[] part) {
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    return latin.contains(new String(part, StandardCharsets.ISO_8859_1));
  }

  private static ListAppender<ILoggingEvent> listen() {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(appender);
    return appender;
  }

  private static byte[] said(ListAppender<ILoggingEvent> log) {
    return List.copyOf(log.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
