package org.icecoat.plugin.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.IntConsumer;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.trust.merkle.ChunkVerifier;
import org.icecoat.trust.merkle.RangeVerifier;

/** Fetches runs of chunks of one image into its file, verifying as they arrive. */
final class RangeFetch {
  /** Divides a chunk: when it is full, no verified chunk waits in it. */
  private static final int BUFFER = 1 << 17;

  private final ImageSource source;
  private final URI store;
  private final ImageContent image;
  private final ChunkTree tree;
  private final FileChannel file;

  RangeFetch(ImageSource source, URI store, ImageContent image, ChunkTree tree, FileChannel file) {
    this.source = source;
    this.store = store;
    this.image = image;
    this.tree = tree;
    this.file = file;
  }

  ImageContent image() {
    return image;
  }

  RangeVerifier verifier(MissingChunks.Run run) {
    return new ChunkVerifier(tree).range(run.first(), run.end());
  }

  /**
   * Fetches the run; the verifier tells how far it came, also when this fails.
   *
   * @param goOn is called before each read, and throws if the run is to be given up
   * @throws org.icecoat.trust.TrustException CHUNK_ALTERED
   */
  void fetch(MissingChunks.Run run, RangeVerifier verifier, IntConsumer verified, Runnable goOn)
      throws IOException {
    long position = (long) run.first() * ChunkTree.CHUNK_BYTES;
    long end = Math.min(tree.length(), (long) run.end() * ChunkTree.CHUNK_BYTES);
    int before = run.first();
    byte[] buffer = new byte[BUFFER];
    goOn.run();
    try (InputStream bytes = source.fetch(store, image.id(), position, end - position)) {
      while (!verifier.complete()) {
        int count = fill(buffer, (int) Math.min(BUFFER, end - position), bytes, goOn);
        verifier.update(ByteBuffer.wrap(buffer, 0, count));
        write(ByteBuffer.wrap(buffer, 0, count), position);
        position += count;
        for (; before < verifier.nextChunk(); before++) {
          verified.accept(tree.chunkLength(before));
        }
      }
    }
  }

  /**
   * A read gives no more than a TLS record's 16 KiB. Pieces of this size cost a file system half as
   * much to write, and streams that write one file wait less for each other.
   */
  private static int fill(byte[] buffer, int length, InputStream bytes, Runnable goOn)
      throws IOException {
    int filled = 0;
    while (filled < length) {
      goOn.run();
      int count = bytes.read(buffer, filled, length - filled);
      if (count < 0) {
        throw new EOFException("The store broke off");
      }
      filled += count;
    }
    return filled;
  }

  private void write(ByteBuffer bytes, long position) throws IOException {
    int done = 0;
    while (bytes.hasRemaining()) {
      done += file.write(bytes, position + done);
    }
  }

  long length() {
    return tree.length();
  }
}
