package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.icecoat.imagestore.soap.TestingRequests.disk;
import static org.icecoat.imagestore.soap.TestingRequests.named;
import static org.icecoat.imagestore.soap.TestingRequests.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.imagestore.inspection.TestingQcow2;
import org.icecoat.wire.faults.ImageRejectedFault;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.Register;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.store.VerifyResponse;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.icecoat.wsrf.client.CallFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who want what they may not have, and those who change what is stored. */
class StoreAttacksIT {
  @TempDir static Path folder;
  private static TestingStore store;
  private static ImageStore curator;
  private static ImageStore node;
  private static ImageStore stranger;

  @BeforeAll
  static void start() throws IOException {
    store = TestingStore.in(folder);
    connect();
  }

  private static void connect() {
    curator = store.asCurator();
    node = store.asNode();
    stranger = store.asStranger();
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void only_curators_change_the_store_and_only_nodes_and_curators_fetch() throws Exception {
    String id = registered("guarded", TestingBytes.of(1024)).getManifest().getId();
    for (ImageStore other : List.of(stranger, node)) {
      assertNotAuthorized(() -> other.register(raw("mine", new byte[512])));
      assertNotAuthorized(() -> other.retire(TestingRequests.retire(id, "")));
      assertNotAuthorized(() -> other.verify(TestingRequests.verify(id)));
    }
    assertNotAuthorized(() -> stranger.fetch(TestingRequests.fetch(id, 0, 1)));
    assertNotAuthorized(() -> stranger.getChunkHashes(TestingRequests.hashes(id)));
  }

  @Test
  void a_stranger_with_a_large_upload_is_refused_with_the_reason() {
    assertNotAuthorized(() -> stranger.register(raw("mine", new byte[32 << 20])));
  }

  @Test
  void images_that_name_other_files_are_refused_and_removed() throws Exception {
    assertRejected(
        qcow2(new TestingQcow2().withBackingFile("/etc/shadow")), "OTHER_FILE_NAMED", "backing");
    assertRejected(qcow2(new TestingQcow2().withLong(72, 4)), "OTHER_FILE_NAMED", "external file");
  }

  @Test
  void images_that_are_not_what_they_claim_are_refused_and_removed() throws Exception {
    assertRejected(
        raw("x", new TestingQcow2().withBackingFile("/etc/shadow").bytes()),
        "FORMAT_DISGUISED",
        "looks like qcow2");
    assertRejected(
        qcow2(new TestingQcow2().withInt(36, 0xffffffffL)), "CONTENT_DAMAGED", "L1 table");
    assertRejected(
        register(disk("x", "1", ImageFormatType.QCOW_2), new byte[60]), "WRONG_FORMAT", "no qcow2");
    assertRejected(raw("x", new byte[0]), "CONTENT_EMPTY", "no bytes");
    assertRejected(
        register(named("x", "1", ImageKindType.KERNEL), new byte[512]), "WRONG_FORMAT", "kernel");
  }

  @Test
  void content_that_is_not_the_one_promised_is_refused_and_removed() throws Exception {
    Register request = raw("promised", TestingBytes.of(4096));
    request.setExpectedRoot("sha256:" + "1".repeat(64));
    assertRejected(request, "ROOT_DIFFERS", "promised was");
  }

  @Test
  void a_changed_byte_on_disk_is_found_with_its_chunk() throws Exception {
    byte[] content = TestingBytes.of(3 << 20);
    RegisteredImageType image = registered("altered", content);
    assertThat(curator.verify(TestingRequests.verify(image.getManifest().getId())).isIntact())
        .isTrue();
    content[(2 << 20) + 5] ^= 1;
    Files.write(file(image), content);
    VerifyResponse verdict = curator.verify(TestingRequests.verify(image.getManifest().getId()));
    assertThat(verdict.isIntact()).isFalse();
    assertThat(verdict.getFinding())
        .extracting(HealthFindingType::getCode, HealthFindingType::getDescription)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "CHUNK_ALTERED", "Chunk 2 (of 1 MiB, from 0) has been altered"));
    String id = image.getManifest().getId();
    assertNotHandedOut(id);
    assertThat(found(id)).containsExactly("CONTENT_ALTERED");
    store.stop();
    store.start();
    connect();
    assertNotHandedOut(id);
    assertThat(found(id)).containsExactly("CONTENT_ALTERED");
    content[(2 << 20) + 5] ^= 1;
    registered("altered", content);
    assertThat(node.fetch(TestingRequests.fetch(id, 2 << 20, 1))).isNotNull();
  }

  private static void assertNotHandedOut(String id) {
    assertThatThrownBy(() -> node.fetch(TestingRequests.fetch(id, 0, 1)))
        .isInstanceOf(UnavailableFault.class)
        .hasMessageContaining("altered")
        .hasMessageNotContaining(folder.toString());
  }

  /** What the store says of itself about an image. */
  private static List<String> found(String id) throws Exception {
    return TestingRequests.findings(stranger).stream()
        .filter(finding -> finding.getDescription().contains(ImageId.parse(id).handle()))
        .map(HealthFindingType::getCode)
        .toList();
  }

  @Test
  void an_exchanged_file_is_not_handed_out_and_is_repaired_by_registering_again() throws Exception {
    byte[] content = TestingBytes.of(1 << 20);
    RegisteredImageType image = registered("exchanged", content);
    String id = image.getManifest().getId();
    Files.write(file(image), TestingBytes.of(512));
    assertNotHandedOut(id);
    assertThat(curator.verify(TestingRequests.verify(id)).getFinding())
        .extracting(HealthFindingType::getCode)
        .containsExactly("CONTENT_LENGTH");
    registered("exchanged", content);
    assertThat(curator.verify(TestingRequests.verify(id)).isIntact()).isTrue();
    Files.write(file(image), new byte[content.length]);
    assertThat(curator.verify(TestingRequests.verify(id)).isIntact()).isFalse();
    assertNotHandedOut(id);
    registered("exchanged", content);
    assertThat(node.fetch(TestingRequests.fetch(id, 0, 1))).isNotNull();
  }

  @Test
  void hostile_names_are_refused_by_their_field() {
    for (String name : List.of("a'; drop table image; --", "../../etc/passwd", "a\nb", "")) {
      assertThatThrownBy(() -> curator.register(raw(name, new byte[512])))
          .isInstanceOfSatisfying(
              InvalidRequestFault.class,
              fault -> assertThat(fault.getFaultInfo().getField()).isEqualTo("Description/Name"));
    }
    assertThatThrownBy(() -> stranger.search(TestingRequests.search("x' or '1'='1", ">=1")))
        .isInstanceOfSatisfying(
            InvalidRequestFault.class,
            fault ->
                assertThat(fault.getFaultInfo().getField())
                    .isEqualTo("Requirements/Component/Name"));
    assertThatThrownBy(() -> stranger.getImage(TestingRequests.getImage("sha256:' or 1=1")))
        .isInstanceOf(InvalidRequestFault.class);
  }

  @Test
  void texts_with_quotes_are_only_texts() throws Exception {
    ImageDescriptionType description = disk("quotes", "1", ImageFormatType.RAW);
    description.setDescription("'); drop table image; -- <x/> & \" \\");
    RegisteredImageType image = curator.register(register(description, new byte[512])).getImage();
    assertThat(image.getManifest().getDescription().getDescription())
        .isEqualTo(description.getDescription());
  }

  @Test
  void a_name_of_ten_megabytes_is_refused() {
    String huge = "a".repeat(10 << 20);
    assertThatThrownBy(() -> curator.register(raw(huge, new byte[512])))
        .isInstanceOf(CallFailedException.class);
    assertThatThrownBy(() -> stranger.search(TestingRequests.search(huge, ">=1")))
        .isInstanceOf(CallFailedException.class);
  }

  @Test
  void missing_and_absurd_values_are_refused_by_their_field() {
    assertInvalid(
        () -> curator.register(register(new ImageDescriptionType(), new byte[1])),
        "Description/Kind");
    assertInvalid(
        () -> {
          ImageDescriptionType description = disk("x", "1", ImageFormatType.RAW);
          description.setLeastMemoryMiB(-5);
          curator.register(register(description, new byte[512]));
        },
        "Description/LeastMemoryMiB");
    assertInvalid(
        () -> {
          ImageDescriptionType description = disk("x", "1", ImageFormatType.RAW);
          description.setBoot(null);
          curator.register(register(description, new byte[512]));
        },
        "Boot");
    assertInvalid(() -> stranger.getImage(TestingRequests.getImage(null)), "Id");
    assertInvalid(() -> stranger.search(new org.icecoat.wire.store.Search()), "Requirements");
  }

  @Test
  void offsets_outside_of_the_content_are_refused() throws Exception {
    String id = registered("offsets", new byte[512]).getManifest().getId();
    for (long offset : List.of(-1L, 513L, Long.MIN_VALUE, Long.MAX_VALUE)) {
      assertThatThrownBy(() -> node.fetch(TestingRequests.fetch(id, offset, 1)))
          .isInstanceOf(InvalidRequestFault.class);
    }
    assertThatThrownBy(() -> node.fetch(TestingRequests.fetch(id, 0, -1)))
        .isInstanceOf(InvalidRequestFault.class);
  }

  @Test
  void a_revoked_curator_is_shut_out() {
    ImageStore former = store.asFormerCurator();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> former.getImage(TestingRequests.getImage(null)))
                    .isInstanceOf(CallFailedException.class));
  }

  private static RegisteredImageType registered(String name, byte[] content) throws Exception {
    return curator.register(raw(name, content)).getImage();
  }

  private static Register raw(String name, byte[] content) {
    return register(disk(name, "1", ImageFormatType.RAW), content);
  }

  private static Register qcow2(TestingQcow2 file) {
    return register(disk("x", "1", ImageFormatType.QCOW_2), file.bytes());
  }

  private static Path file(RegisteredImageType image) {
    String root = image.getManifest().getContent().getRoot();
    return store.content().resolve(root.substring("sha256:".length()));
  }

  private static void assertNotAuthorized(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NotAuthorizedFault.class).hasMessageContaining("O=");
  }

  private static void assertInvalid(ThrowingCallable call, String field) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidRequestFault.class,
            fault -> assertThat(fault.getFaultInfo().getField()).isEqualTo(field));
  }

  private static void assertRejected(Register request, String code, String why) throws Exception {
    long before = files();
    assertThatThrownBy(() -> curator.register(request))
        .isInstanceOfSatisfying(
            ImageRejectedFault.class,
            fault ->
                assertThat(fault.getFaultInfo().getErrorCode().getContent()).containsExactly(code))
        .hasMessageContaining(why)
        .hasMessageNotContaining(folder.toString());
    assertThat(files()).isEqualTo(before);
  }

  private static long files() throws IOException {
    try (Stream<Path> files = Files.list(store.content())) {
      return files.count();
    }
  }
}
