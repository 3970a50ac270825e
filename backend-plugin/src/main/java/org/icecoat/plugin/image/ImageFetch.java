package org.icecoat.plugin.image;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.merkle.ChunkTree;

/**
 * Brings one image's content here. What an earlier try, even of another process, left verified is
 * not fetched again.
 */
final class ImageFetch {
  private final CacheFolder folder;
  private final ImageSource source;
  private final Executor executor;
  private final int streams;

  ImageFetch(CacheFolder folder, ImageSource source, Executor executor, int streams) {
    this.folder = folder;
    this.source = source;
    this.executor = executor;
    this.streams = streams;
  }

  /** The chunk tree, from the cache or from the store; either way its root is the manifest's. */
  ChunkTree tree(URI store, ImageContent image) throws IOException {
    Path file = folder.tree(image.content().root());
    try {
      return decode(Files.readAllBytes(file), image);
    } catch (NoSuchFileException | TrustException e) {
      ChunkTree tree = fetchTree(store, image);
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, tree.encoded());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return tree;
    }
  }

  private ChunkTree fetchTree(URI store, ImageContent image) {
    try {
      return decode(source.chunkHashes(store, image), image);
    } catch (IOException e) {
      throw unreachable(image, e);
    } catch (TrustException e) {
      throw new PluginException(
          PluginFault.IMAGE_ALTERED,
          "The store's chunk hashes of image " + image.id().handle() + " do not give its root",
          e);
    }
  }

  private static ChunkTree decode(byte[] hashes, ImageContent image) {
    return ChunkTree.decode(hashes, image.content().root(), image.content().bytes());
  }

  /**
   * Fetches what is missing, and puts the file in its place when all of it is verified. It is not
   * forced to the disk: what a power failure spoils is found when it is verified for its next use.
   *
   * @throws CancellationException if nobody waits for it any more; what is verified stays
   */
  void content(URI store, ImageContent image, ChunkTree tree, FetchProgress progress)
      throws IOException {
    Sha256 root = tree.root();
    Path part = folder.part(root);
    try (FileChannel file =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MissingChunks missing = MissingChunks.of(file, tree, progress::requireWanted);
      RangeFetch ranges = new RangeFetch(source, store, image, tree, file);
      new FetchCrew(ranges, missing, progress).work(executor, streams);
      file.truncate(tree.length());
    }
    Files.move(part, folder.whole(root), StandardCopyOption.ATOMIC_MOVE);
  }

  static PluginException unreachable(ImageContent image, IOException e) {
    return new PluginException(
        PluginFault.STORE_UNREACHABLE,
        "Image " + image.id().handle() + " cannot be fetched: the store does not answer the node",
        e);
  }
}
