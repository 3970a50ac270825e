package org.icecoat.plugin.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.log.LogWitness;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.trust.merkle.ChunkTreeBuilder;

/** An image store in memory, which can break off, lie, and be away. */
public final class TestingImages implements ImageSource {
  public static final URI STORE = URI.create("https://store.test/store");

  private final Map<ImageId, byte[]> contents = new ConcurrentHashMap<>();
  private final Map<ImageId, ChunkTree> trees = new ConcurrentHashMap<>();
  public final List<Long> offsets = new CopyOnWriteArrayList<>();
  public final AtomicInteger breaks = new AtomicInteger();
  public final AtomicInteger lies = new AtomicInteger();
  public volatile long breakAfter = Long.MAX_VALUE;
  public volatile boolean away;

  /** Thrown at whoever asks, unless null. */
  public volatile Error broken;

  public final AtomicLong delivered = new AtomicLong();
  public final AtomicInteger open = new AtomicInteger();

  /** A permit for each piece of a chunk's length that may be delivered. */
  public volatile Semaphore pieces = new Semaphore(Integer.MAX_VALUE);

  public volatile CountDownLatch gate = new CountDownLatch(0);

  /** Puts an image of raw random bytes in. */
  public ImageContent add(int bytes, int seed) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return add(content);
  }

  public ImageContent add(byte[] content) {
    ChunkTreeBuilder builder = new ChunkTreeBuilder(Runnable::run, 2);
    builder.update(ByteBuffer.wrap(content));
    ChunkTree tree = builder.finish();
    ImageId id = new ImageId(idFor(tree.root()));
    contents.put(id, content);
    trees.put(id, tree);
    return new ImageContent(id, new Content(tree.root(), content.length), ImageFormat.RAW);
  }

  private static Sha256 idFor(Sha256 root) {
    byte[] bytes = root.bytes();
    bytes[0] ^= 1;
    return Sha256.of(bytes);
  }

  @Override
  public byte[] chunkHashes(URI store, ImageContent image) throws IOException {
    requireHere();
    return trees.get(image.id()).encoded();
  }

  /** What the store shows of its log, whatever a test lets it. */
  public volatile LogWitness.Shower showing =
      (image, since) -> {
        throw new PluginException(PluginFault.IMAGE_UNPROVED, "There is no log here");
      };

  @Override
  public ImageProof proof(URI store, ImageId image, OptionalLong since) throws IOException {
    requireHere();
    return showing.show(image, since);
  }

  /** What speaks against its log, and how often that was asked. */
  public volatile List<LogFinding> doubts = List.of();

  public final AtomicInteger doubted = new AtomicInteger();

  @Override
  public List<LogFinding> doubts(URI store, TreeHead head) throws IOException {
    requireHere();
    doubted.incrementAndGet();
    return doubts;
  }

  @Override
  public InputStream fetch(URI store, ImageId image, long offset, long length) throws IOException {
    requireHere();
    offsets.add(offset);
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    byte[] part =
        java.util.Arrays.copyOfRange(contents.get(image), (int) offset, (int) (offset + length));
    if (lies.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      part[part.length / 2] ^= 1;
    }
    if (breaks.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      part = java.util.Arrays.copyOf(part, (int) Math.min(part.length, breakAfter));
    }
    return new Pieces(part, pieces);
  }

  /** Delivers a piece when it may. */
  private final class Pieces extends ByteArrayInputStream {
    private final Semaphore permits;

    Pieces(byte[] bytes, Semaphore permits) {
      super(bytes);
      this.permits = permits;
      open.incrementAndGet();
    }

    @Override
    public synchronized int read(byte[] into, int offset, int most) {
      if (pos % ChunkTree.CHUNK_BYTES == 0) {
        permits.acquireUninterruptibly();
      }
      int left = ChunkTree.CHUNK_BYTES - pos % ChunkTree.CHUNK_BYTES;
      int read = super.read(into, offset, Math.min(most, left));
      delivered.addAndGet(Math.max(0, read));
      return read;
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  private void requireHere() throws IOException {
    Error thrown = broken;
    if (thrown != null) {
      throw thrown;
    }
    if (away) {
      throw new IOException("The store is away");
    }
  }
}
