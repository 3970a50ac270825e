package org.icecoat.imagestore.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.merkle.ChunkTreeBuilder;

/** Writes one upload to its file and hashes it on the way, in flat memory. */
final class ContentReceiver {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int CHUNKS_IN_FLIGHT = 4;

  /** How often the room that is left on the disk is looked at. */
  private static final long ROOM_STEP_BYTES = 64L << 20;

  private final Path part;
  private final ContentLimits limits;
  private final ChunkTreeBuilder tree;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long roomSeen;

  ContentReceiver(Path part, ContentLimits limits, Executor hashing) {
    this.part = part;
    this.limits = limits;
    this.tree = new ChunkTreeBuilder(hashing, CHUNKS_IN_FLIGHT);
  }

  IncomingContent receive(InputStream upload) throws IOException {
    boolean complete = false;
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      for (int count = read(upload); count > 0; count = read(upload)) {
        take(channel, count);
      }
      if (tree.length() == 0) {
        throw new StoreException(StoreFault.CONTENT_EMPTY, "The content has no bytes");
      }
      channel.force(true);
      complete = true;
      return new IncomingContent(part, tree.finish());
    } finally {
      if (!complete) {
        Files.deleteIfExists(part);
      }
    }
  }

  private int read(InputStream upload) {
    try {
      return upload.readNBytes(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw new StoreException(
          StoreFault.CONTENT_TRUNCATED,
          "The upload broke off after %d MiB; send it again".formatted(tree.length() >> 20),
          e);
    }
  }

  private void take(FileChannel channel, int count) throws IOException {
    if (tree.length() + count > limits.largestBytes()) {
      throw new StoreException(
          StoreFault.CONTENT_TOO_LARGE,
          "The store takes images of at most %d MiB".formatted(limits.largestBytes() >> 20));
    }
    requireRoom(count);
    ByteBuffer data = ByteBuffer.wrap(buffer, 0, count);
    tree.update(data.duplicate());
    while (data.hasRemaining()) {
      channel.write(data);
    }
  }

  private void requireRoom(int count) throws IOException {
    roomSeen -= count;
    if (roomSeen < 0) {
      long room = Files.getFileStore(part).getUsableSpace() - limits.keptFreeBytes();
      if (room < count) {
        throw new StoreException(
            StoreFault.NO_ROOM,
            "The store's disk is full; ask its administrator for room and try again");
      }
      roomSeen = Math.min(room, ROOM_STEP_BYTES) - count;
    }
  }
}
