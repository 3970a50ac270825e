package org.icecoat.imagestore.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.icecoat.domain.image.Content;
import org.icecoat.imagestore.content.AuditFinding.Code;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.trust.merkle.ChunkTreeBuilder;
import org.icecoat.trust.merkle.FileVerdict;
import org.icecoat.trust.merkle.FileVerifier;

/** Reads stored content again and says what is no longer as it was registered. */
public final class ContentAudit {
  private static final int CHUNKS_IN_FLIGHT = 4;
  private static final int NAMED_CHUNKS = 100;

  private final ContentFolder folder;
  private final Executor hashing;
  private final int threads;

  /**
   * Audits one folder.
   *
   * @param hashing the executor that hashes
   * @param threads of it that one audit uses
   */
  public ContentAudit(ContentFolder folder, Executor hashing, int threads) {
    this.folder = folder;
    this.hashing = hashing;
    this.threads = threads;
  }

  /** Everything that is wrong, and is not handed out then; empty if all is as registered. */
  public List<AuditFinding> audit(Content content) {
    List<AuditFinding> findings = read(content);
    folder.doubt(content.root(), findings.stream().anyMatch(ContentAudit::isAboutBytes));
    return findings;
  }

  /** Chunk hashes are checked by the content's root whenever they are read. */
  private static boolean isAboutBytes(AuditFinding finding) {
    return finding.code() == Code.CHUNK_ALTERED || finding.code() == Code.CONTENT_ALTERED;
  }

  private List<AuditFinding> read(Content content) {
    try {
      ChunkTree tree = folder.tree(content);
      return findings(new FileVerifier(hashing, threads).verify(folder.file(content.root()), tree));
    } catch (StoreException e) {
      return withoutHashes(content, e);
    } catch (NoSuchFileException e) {
      return List.of(new AuditFinding(Code.CONTENT_MISSING, "The content file is missing"));
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  private static List<AuditFinding> findings(FileVerdict verdict) {
    if (verdict instanceof FileVerdict.WrongLength length) {
      return List.of(
          new AuditFinding(
              Code.CONTENT_LENGTH,
              "The content file has %d bytes, not %d"
                  .formatted(length.actual(), length.expected())));
    }
    if (verdict instanceof FileVerdict.Altered altered) {
      List<Integer> chunks = altered.chunks();
      Stream<AuditFinding> named =
          chunks.stream()
              .limit(NAMED_CHUNKS)
              .map(
                  chunk ->
                      new AuditFinding(
                          Code.CHUNK_ALTERED,
                          "Chunk %d (of 1 MiB, from 0) has been altered".formatted(chunk)));
      Stream<AuditFinding> rest =
          Stream.of(chunks.size() - NAMED_CHUNKS)
              .filter(more -> more > 0)
              .map(
                  more ->
                      new AuditFinding(
                          Code.CHUNK_ALTERED, "%d more chunks have been altered".formatted(more)));
      return Stream.concat(named, rest).toList();
    }
    return List.of();
  }

  /** Without chunk hashes to compare with, the whole content still must give its root. */
  private List<AuditFinding> withoutHashes(Content content, StoreException why) {
    AuditFinding first = new AuditFinding(Code.CHUNK_HASHES_ALTERED, why.getMessage());
    try (InputStream in = folder.open(content, 0, content.bytes());
        ChunkTreeBuilder tree = new ChunkTreeBuilder(hashing, CHUNKS_IN_FLIGHT)) {
      in.transferTo(tree);
      return tree.finish().root().equals(content.root())
          ? List.of(first)
          : List.of(
              first, new AuditFinding(Code.CONTENT_ALTERED, "The content has been altered, too"));
    } catch (StoreException e) {
      return List.of(first, new AuditFinding(Code.CONTENT_MISSING, e.getMessage()));
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }
}
