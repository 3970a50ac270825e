package org.icecoat.imagestore.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.icecoat.domain.image.Content;
import org.icecoat.trust.merkle.ChunkTree;

/** Content that has arrived whole but is not part of the store; closing it removes it. */
public final class IncomingContent implements AutoCloseable {
  private final Path part;
  private final ChunkTree tree;

  IncomingContent(Path part, ChunkTree tree) {
    this.part = part;
    this.tree = tree;
  }

  /** The file, for inspection. */
  public Path file() {
    return part;
  }

  public ChunkTree tree() {
    return tree;
  }

  /** What it will be in the store. */
  public Content content() {
    return new Content(tree.root(), tree.length());
  }

  /** The hashes go first: a content file never stands without them. */
  void moveTo(Path file, Path hashes, Path treeFile) throws IOException {
    Files.move(hashes, treeFile, StandardCopyOption.ATOMIC_MOVE);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }
}
