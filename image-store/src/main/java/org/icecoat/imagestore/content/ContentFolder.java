package org.icecoat.imagestore.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Content;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.merkle.ChunkTree;

/**
 * The folder of content files. {@code HEX} holds the bytes whose chunk tree has that root and
 * {@code HEX.tree} the chunk hashes; {@code HEX.altered} says that the bytes are known to be wrong;
 * {@code *.part} are uploads that are not done, and what a crash leaves of them is removed at the
 * next start. Safe for many threads; for one process.
 */
public final class ContentFolder {
  private static final String PART = ".part";

  private final Path folder;
  private final ContentLimits limits;
  private final Executor hashing;
  private final Semaphore uploads;
  private final AlteredMarks altered;

  private ContentFolder(Path folder, ContentLimits limits, Executor hashing, AlteredMarks altered) {
    this.folder = folder;
    this.altered = altered;
    this.limits = limits;
    this.hashing = hashing;
    this.uploads = new Semaphore(limits.uploads());
  }

  /**
   * Opens the folder, which is made if it is missing.
   *
   * @param hashing computes chunk hashes; as many threads as there are processors
   */
  public static ContentFolder open(Path folder, ContentLimits limits, Executor hashing)
      throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "*" + PART)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
    return new ContentFolder(folder, limits, hashing, AlteredMarks.in(folder));
  }

  /**
   * Takes a stream to its end. What comes back is not part of the store until it is kept.
   *
   * @throws StoreException CONTENT_TRUNCATED, CONTENT_EMPTY, CONTENT_TOO_LARGE, NO_ROOM or
   *     STORE_BROKEN; nothing is left behind then
   */
  public IncomingContent receive(InputStream upload) {
    if (!uploads.tryAcquire()) {
      throw new StoreException(
          StoreFault.NO_ROOM, "Too many uploads run at once; try again in a few minutes");
    }
    try {
      Path part = part("incoming-");
      return new ContentReceiver(part, limits, hashing).receive(upload);
    } catch (IOException e) {
      throw Broken.because(e);
    } finally {
      uploads.release();
    }
  }

  /** Writes a file. */
  @FunctionalInterface
  public interface Writer {
    void write(Path file) throws IOException;
  }

  /**
   * Has content made here, in a file of this folder. What comes back is not part of the store until
   * it is kept.
   *
   * @throws StoreException what the writer throws, CONTENT_TOO_LARGE or STORE_BROKEN; nothing is
   *     left behind then
   */
  public IncomingContent make(Writer writer) {
    try {
      Path made = part("made-");
      try {
        writer.write(made);
        try (InputStream stream = Files.newInputStream(made)) {
          return receive(stream);
        }
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  /** Makes incoming content part of the store. Doing so twice, or at the same time, is harmless. */
  public Content keep(IncomingContent incoming) {
    ChunkTree tree = incoming.tree();
    try {
      Path hashes = part("hashes-");
      try {
        Files.write(hashes, tree.encoded(), StandardOpenOption.SYNC);
        incoming.moveTo(file(tree.root()), hashes, treeFile(tree.root()));
      } finally {
        Files.deleteIfExists(hashes);
      }
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw Broken.because(e);
    }
    altered.clear(tree.root());
    return incoming.content();
  }

  /**
   * The chunk hashes of stored content, checked against its root.
   *
   * @throws StoreException CONTENT_ALTERED, if they are missing or wrong
   */
  public ChunkTree tree(Content content) {
    try {
      Path hashes = treeFile(content.root());
      long expected = content.chunks() * Sha256.BYTES;
      if (Files.size(hashes) != expected) {
        throw altered(content, "its chunk hashes have another length than expected");
      }
      return ChunkTree.decode(Files.readAllBytes(hashes), content.root(), content.bytes());
    } catch (NoSuchFileException e) {
      throw altered(content, "its chunk hashes are missing");
    } catch (TrustException e) {
      throw new StoreException(
          StoreFault.CONTENT_ALTERED,
          "The chunk hashes of content " + content.root().abbreviated() + " have been altered",
          e);
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  /**
   * Opens a part of stored content for reading.
   *
   * @param offset of the first byte; at the content's end or beyond, the range is empty
   * @param length at most so many bytes
   * @throws StoreException CONTENT_ALTERED, if the file is missing, has another length, or bytes of
   *     it are known to be wrong
   */
  public ContentRange range(Content content, long offset, long length) {
    if (altered.has(content.root())) {
      throw altered(content, "bytes of its file are wrong");
    }
    return open(content, offset, length);
  }

  /** The same, whatever is known of the bytes. */
  ContentRange open(Content content, long offset, long length) {
    try {
      FileChannel channel = FileChannel.open(file(content.root()), StandardOpenOption.READ);
      if (channel.size() != content.bytes()) {
        channel.close();
        throw altered(content, "its file has another length than registered");
      }
      long from = Math.min(offset, content.bytes());
      return new ContentRange(channel, from, Math.min(length, content.bytes() - from));
    } catch (NoSuchFileException e) {
      throw altered(content, "its file is missing");
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  /**
   * What is wrong with stored content as far as its file's name and length tell, and what was found
   * when it was read last.
   */
  public Optional<AuditFinding> known(Content content) {
    return outside(content)
        .or(
            () ->
                altered.has(content.root())
                    ? Optional.of(
                        new AuditFinding(
                            AuditFinding.Code.CONTENT_ALTERED, "Bytes of the content are wrong"))
                    : Optional.empty());
  }

  private Optional<AuditFinding> outside(Content content) {
    try {
      long actual = Files.size(file(content.root()));
      return actual == content.bytes()
          ? Optional.empty()
          : Optional.of(
              new AuditFinding(
                  AuditFinding.Code.CONTENT_LENGTH,
                  "The content file has %d bytes, not %d".formatted(actual, content.bytes())));
    } catch (NoSuchFileException e) {
      return Optional.of(
          new AuditFinding(AuditFinding.Code.CONTENT_MISSING, "The content file is missing"));
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  /** Notes that bytes of this content are known to be wrong, or no more. */
  void doubt(Sha256 root, boolean doubtful) {
    if (doubtful) {
      altered.set(root);
    } else {
      altered.clear(root);
    }
  }

  /** Bytes that uploads may still fill. */
  public long freeBytes() {
    try {
      return Math.max(0, Files.getFileStore(folder).getUsableSpace() - limits.keptFreeBytes());
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  /** A new file that is no content; what a crash leaves of it is removed at the next start. */
  Path part(String prefix) throws IOException {
    return Files.createTempFile(folder, prefix, PART);
  }

  /** A file of the store's own beside the content. */
  Path place(String name) {
    return folder.resolve(name);
  }

  Path file(Sha256 root) {
    return folder.resolve(root.hex());
  }

  Path treeFile(Sha256 root) {
    return folder.resolve(root.hex() + ".tree");
  }

  private static StoreException altered(Content content, String how) {
    return new StoreException(
        StoreFault.CONTENT_ALTERED,
        "Content %s has been altered in the store: %s; register the image again"
            .formatted(content.root().abbreviated(), how));
  }
}
