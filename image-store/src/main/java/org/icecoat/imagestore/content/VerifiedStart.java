package org.icecoat.imagestore.content;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.icecoat.domain.image.Content;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.trust.merkle.ChunkVerifier;

/**
 * Shows to a program the start of stored content, in a file that holds nothing but bytes that were
 * compared with the content's root. The file is as long as the content; the rest of it is zero.
 */
public final class VerifiedStart {
  /** The headers of the disks that the store encrypts end within three. */
  private static final int MOST_CHUNKS = 8;

  private final ContentFolder folder;

  public VerifiedStart(ContentFolder folder) {
    this.folder = folder;
  }

  /** Reads a file. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Path file) throws IOException;
  }

  /**
   * Has it read.
   *
   * @throws StoreException CONTENT_ALTERED, STORE_BROKEN, or what the reader throws
   */
  public <T> T read(Content content, Reader<T> reader) {
    try {
      Path start = folder.part("start-");
      try {
        copy(content, start);
        return reader.read(start);
      } finally {
        Files.deleteIfExists(start);
      }
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  private void copy(Content content, Path start) throws IOException {
    ChunkTree tree = folder.tree(content);
    ChunkVerifier chunks = new ChunkVerifier(tree);
    try (ContentRange in = folder.open(content, 0, content.bytes());
        RandomAccessFile out = new RandomAccessFile(start.toFile(), "rw")) {
      for (int i = 0; i < Math.min(MOST_CHUNKS, tree.chunkCount()); i++) {
        byte[] chunk = in.readNBytes(tree.chunkLength(i));
        chunks.require(i, ByteBuffer.wrap(chunk));
        out.write(chunk);
      }
      out.setLength(content.bytes());
    } catch (TrustException e) {
      throw new StoreException(
          StoreFault.CONTENT_ALTERED,
          "The start of content " + content.root().abbreviated() + " has been altered",
          e);
    }
  }
}
