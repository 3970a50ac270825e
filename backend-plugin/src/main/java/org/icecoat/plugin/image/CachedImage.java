package org.icecoat.plugin.image;

import java.nio.file.Path;
import org.icecoat.domain.digest.Sha256;

/**
 * A file of the cache whose bytes are what the root names: verified since it was asked for. Made
 * only by {@link ImageCache}; stays while it is pinned.
 */
public final class CachedImage {
  private final Sha256 root;
  private final Path file;

  CachedImage(Sha256 root, Path file) {
    this.root = root;
    this.file = file;
  }

  public Sha256 root() {
    return root;
  }

  public Path file() {
    return file;
  }
}
