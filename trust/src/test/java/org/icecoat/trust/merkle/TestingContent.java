package org.icecoat.trust.merkle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Content that the same seed makes again, and its tree. */
final class TestingContent {
  private final byte[] bytes;

  TestingContent(byte[] bytes) {
    this.bytes = bytes;
  }

  static TestingContent of(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return new TestingContent(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  /** The first bytes as content of their own. */
  TestingContent first(int length) {
    return new TestingContent(Arrays.copyOf(bytes, length));
  }

  ChunkTree tree() {
    return tree(bytes);
  }

  static ChunkTree tree(byte[] bytes) {
    try (ChunkTreeBuilder builder = new ChunkTreeBuilder(Runnable::run, 1)) {
      builder.update(ByteBuffer.wrap(bytes));
      return builder.finish();
    }
  }

  ByteBuffer chunk(int index) {
    int from = index * ChunkTree.CHUNK_BYTES;
    return ByteBuffer.wrap(bytes, from, Math.min(ChunkTree.CHUNK_BYTES, bytes.length - from))
        .slice();
  }
}
