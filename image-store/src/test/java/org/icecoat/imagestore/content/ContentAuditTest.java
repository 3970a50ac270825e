package org.icecoat.imagestore.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.icecoat.domain.image.Content;
import org.icecoat.imagestore.content.AuditFinding.Code;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentAuditTest {
  @TempDir Path folder;
  private final ExecutorService hashing = Executors.newFixedThreadPool(2);
  private final byte[] bytes = TestingBytes.of(5_000_000);
  private ContentAudit audit;
  private Content kept;

  @BeforeEach
  void keep() throws IOException {
    ContentFolder content = ContentFolder.open(folder, new ContentLimits(16 << 20, 0, 1), hashing);
    audit = new ContentAudit(content, hashing, 2);
    try (IncomingContent incoming = content.receive(new ByteArrayInputStream(bytes))) {
      kept = content.keep(incoming);
    }
  }

  @AfterEach
  void stop() {
    TestingThreads.end(hashing);
  }

  @Test
  void untouched_content_is_intact() {
    assertThat(audit.audit(kept)).isEmpty();
  }

  @Test
  void one_changed_byte_is_found_and_its_chunk_is_named() throws IOException {
    bytes[3_500_000] ^= 1;
    Files.write(file(), bytes);
    assertThat(audit.audit(kept))
        .containsExactly(
            new AuditFinding(Code.CHUNK_ALTERED, "Chunk 3 (of 1 MiB, from 0) has been altered"));
  }

  @Test
  void a_file_that_was_exchanged_is_found() throws IOException {
    Files.write(file(), TestingBytes.of(5_000_001));
    assertThat(audit.audit(kept))
        .extracting(AuditFinding::code)
        .containsExactly(Code.CONTENT_LENGTH);
    Files.write(file(), new byte[5_000_000]);
    assertThat(audit.audit(kept)).extracting(AuditFinding::code).hasSize(5);
  }

  @Test
  void a_file_exchanged_together_with_its_hashes_is_found() throws IOException {
    Files.write(file(), new byte[5_000_000]);
    Files.write(folder.resolve(kept.root().hex() + ".tree"), new byte[160]);
    assertThat(audit.audit(kept))
        .extracting(AuditFinding::code)
        .containsExactly(Code.CHUNK_HASHES_ALTERED, Code.CONTENT_ALTERED);
  }

  @Test
  void lost_hashes_alone_are_told_apart() throws IOException {
    Files.delete(folder.resolve(kept.root().hex() + ".tree"));
    assertThat(audit.audit(kept))
        .extracting(AuditFinding::code)
        .containsExactly(Code.CHUNK_HASHES_ALTERED);
    Files.delete(file());
    assertThat(audit.audit(kept))
        .extracting(AuditFinding::code)
        .containsExactly(Code.CHUNK_HASHES_ALTERED, Code.CONTENT_MISSING);
  }

  private Path file() {
    return folder.resolve(kept.root().hex());
  }
}
