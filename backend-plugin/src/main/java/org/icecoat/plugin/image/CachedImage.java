package org.icecoat.plugin.image;

import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.EntryProof;

/**
 * A file of the cache whose bytes are what the root names: verified since it was asked for. Made
 * only by {@link ImageCache}; stays while it is pinned.
 */
public final class CachedImage {
  private final Sha256 root;
  private final Path file;
  private final Optional<EntryProof> proof;

  CachedImage(Sha256 root, Path file) {
    this(root, file, Optional.empty());
  }

  private CachedImage(Sha256 root, Path file, Optional<EntryProof> proof) {
    this.root = root;
    this.file = file;
    this.proof = proof;
  }

  CachedImage provedBy(EntryProof shown) {
    return new CachedImage(root, file, Optional.of(shown));
  }

  /** Its place in the store's log, judged; empty if the node was not told which log that is. */
  public Optional<EntryProof> proof() {
    return proof;
  }

  public Sha256 root() {
    return root;
  }

  public Path file() {
    return file;
  }
}
