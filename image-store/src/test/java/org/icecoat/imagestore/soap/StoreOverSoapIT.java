package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.imagestore.soap.TestingRequests.component;
import static org.icecoat.imagestore.soap.TestingRequests.direct;
import static org.icecoat.imagestore.soap.TestingRequests.disk;
import static org.icecoat.imagestore.soap.TestingRequests.named;
import static org.icecoat.imagestore.soap.TestingRequests.register;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.imagestore.TestingStore;
import org.icecoat.imagestore.content.TestingBytes;
import org.icecoat.imagestore.inspection.TestingQcow2;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.trust.merkle.ChunkVerifier;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.store.ImageStateType;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.RegisterResponse;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.store.SearchResponse;
import org.icecoat.wire.store.StoreProperties;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store as its clients see it: through SOAP over mutual TLS. */
class StoreOverSoapIT {
  @TempDir static Path folder;
  private static TestingStore store;
  private static ImageStore curator;
  private static ImageStore node;
  private static ImageStore anybody;

  @BeforeAll
  static void start() throws IOException {
    store = TestingStore.in(folder);
    curator = store.asCurator();
    node = store.asNode();
    anybody = store.asStranger();
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void a_registered_image_is_read_back_by_anybody() throws Exception {
    ImageDescriptionType description = disk("bio", "1.2", ImageFormatType.QCOW_2);
    description.setDescription("Profile searches");
    description.setOperatingSystem(component("debian", "12"));
    description.setLeastMemoryMiB(256);
    description.getComponent().add(component("hmmer", "3.3.2"));
    RegisteredImageType image =
        curator.register(register(description, new TestingQcow2().bytes())).getImage();
    assertThat(image.getState()).isEqualTo(ImageStateType.AVAILABLE);
    assertThat(image.getRegisteredBy()).isEqualTo(TestingStore.CURATOR.toString());
    assertThat(image.getManifest().getVirtualMiB()).isEqualTo(64);
    String id = image.getManifest().getId();
    assertThat(anybody.getImage(TestingRequests.getImage(id)).getImage())
        .usingRecursiveComparison()
        .isEqualTo(image);
    assertThat(image.getManifest().getDescription())
        .usingRecursiveComparison()
        .isEqualTo(description);
  }

  @Test
  void content_is_fetched_by_ranges_and_verified_chunk_by_chunk() throws Exception {
    byte[] content = TestingBytes.of(5 * 512 * 1024);
    RegisteredImageType image = raw("ranges", content);
    String id = image.getManifest().getId();
    byte[] hashes =
        read(node.getChunkHashes(TestingRequests.hashes(id)).getHashes().getInputStream());
    ChunkTree tree =
        ChunkTree.decode(
            hashes,
            Sha256.parse(image.getManifest().getContent().getRoot()),
            image.getManifest().getContent().getBytes());
    ChunkVerifier verifier = new ChunkVerifier(tree);
    for (int chunk = 0; chunk < tree.chunkCount(); chunk++) {
      verifier.require(chunk, ByteBuffer.wrap(fetch(id, (long) chunk << 20, 1 << 20)));
    }
    assertThat(fetch(id, 0, Long.MAX_VALUE)).isEqualTo(content);
    assertThat(fetch(id, content.length, 1)).isEmpty();
    assertThat(fetch(id, 7, 0)).isEmpty();
  }

  @Test
  void a_disk_boots_with_registered_images_only() throws Exception {
    String kernel = id(register(named("linux", "6", ImageKindType.KERNEL), efi()));
    String ramdisk = id(register(named("initrd", "6", ImageKindType.INITIAL_RAMDISK), cpio()));
    ImageDescriptionType description = disk("direct", "1", ImageFormatType.RAW);
    description.setBoot(direct(kernel, ramdisk));
    assertThat(id(register(description, new byte[512]))).startsWith("sha256:");
    description.setBoot(direct(ramdisk, kernel));
    assertThatThrownBy(() -> curator.register(register(description, new byte[512])))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining("registered as INITIAL_RAMDISK and not as KERNEL");
    description.setBoot(direct(kernel, "sha256:" + "0".repeat(64)));
    assertThatThrownBy(() -> curator.register(register(description, new byte[512])))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining("not registered");
  }

  @Test
  void a_search_gives_hits_and_reasons() throws Exception {
    ImageDescriptionType fits = disk("searched", "2", ImageFormatType.RAW);
    fits.getComponent().add(component("blast", "2.14"));
    ImageDescriptionType old = disk("searched", "1", ImageFormatType.RAW);
    old.getComponent().add(component("blast", "2.1"));
    curator.register(register(fits, new byte[512]));
    curator.register(register(old, new byte[512]));
    SearchResponse found = anybody.search(TestingRequests.search("blast", ">=2.14"));
    assertThat(found.getHit()).hasSize(1);
    assertThat(found.getHit().get(0).getImage().getManifest().getDescription().getVersion())
        .isEqualTo("2");
    assertThat(found.getReason())
        .anySatisfy(
            reason -> {
              assertThat(reason.getSubject()).startsWith("searched 1 (img-");
              assertThat(reason.getCode()).isEqualTo("OTHER_COMPONENT_VERSION");
              assertThat(reason.getDescription())
                  .isEqualTo("It carries blast 2.1; asked for is blast>=2.14");
            });
  }

  @Test
  void registering_twice_gives_the_same_image() throws Exception {
    byte[] content = TestingBytes.of(1024);
    assertThat(raw("twice", content)).usingRecursiveComparison().isEqualTo(raw("twice", content));
  }

  @Test
  void a_retired_image_is_still_fetched() throws Exception {
    String id = raw("retiring", TestingBytes.of(2048)).getManifest().getId();
    assertThat(curator.retire(TestingRequests.retire(id, "has a hole")).getImage().getState())
        .isEqualTo(ImageStateType.RETIRED);
    assertThat(fetch(id, 0, 2048)).isEqualTo(TestingBytes.of(2048));
  }

  @Test
  void an_unknown_image_is_named_in_the_fault() {
    String none = "sha256:" + "0".repeat(64);
    assertThatThrownBy(() -> anybody.getImage(TestingRequests.getImage(none)))
        .isInstanceOfSatisfying(
            NotFoundFault.class,
            fault -> {
              assertThat(fault.getFaultInfo().getSubject()).isEqualTo(none);
              assertThat(fault.getFaultInfo().getErrorCode().getContent())
                  .containsExactly("IMAGE_UNKNOWN");
            });
    assertThatThrownBy(() -> node.fetch(TestingRequests.fetch(none, 0, 1)))
        .isInstanceOf(NotFoundFault.class);
    assertThatThrownBy(() -> node.getChunkHashes(TestingRequests.hashes(none)))
        .isInstanceOf(NotFoundFault.class);
    assertThatThrownBy(() -> curator.verify(TestingRequests.verify(none)))
        .isInstanceOf(NotFoundFault.class);
    assertThatThrownBy(() -> curator.retire(TestingRequests.retire(none, "")))
        .isInstanceOf(NotFoundFault.class);
  }

  @Test
  void the_properties_tell_how_much_there_is() throws Exception {
    raw("counted", TestingBytes.of(4096));
    StoreProperties store =
        (StoreProperties)
            anybody.getResourcePropertyDocument(new GetResourcePropertyDocument()).getAny();
    assertThat(store.getImages()).isPositive();
    assertThat(store.getBytes()).isGreaterThanOrEqualTo(4096);
    assertThat(store.getFreeBytes()).isPositive();
    assertThat(store.getVersion()).isNotEmpty();
  }

  private static RegisteredImageType raw(String name, byte[] content) throws Exception {
    return curator.register(register(disk(name, "1", ImageFormatType.RAW), content)).getImage();
  }

  private static String id(org.icecoat.wire.store.Register request) throws Exception {
    RegisterResponse response = curator.register(request);
    return response.getImage().getManifest().getId();
  }

  private static byte[] fetch(String id, long offset, long length) throws Exception {
    return read(
        node.fetch(TestingRequests.fetch(id, offset, length)).getContent().getInputStream());
  }

  private static byte[] read(InputStream stream) throws IOException {
    try (stream) {
      return stream.readAllBytes();
    }
  }

  private static byte[] efi() {
    byte[] kernel = new byte[1024];
    kernel[0] = 'M';
    kernel[1] = 'Z';
    return kernel;
  }

  private static byte[] cpio() {
    return "070701 and so on".getBytes(StandardCharsets.US_ASCII);
  }
}
