package org.icecoat.domain.image;

import java.util.Optional;
import org.icecoat.domain.resources.DiskMiB;

/**
 * An image as registered: its description, its content and, for a disk, the size that a guest sees
 * (rounded up to whole MiB).
 */
public record Manifest(
    ImageDescription description, Content content, Optional<DiskMiB> virtualSize) {
  public Manifest {
    if (description.disk().isPresent() != virtualSize.isPresent()) {
      throw new IllegalArgumentException("A disk, and only a disk, has a virtual size");
    }
  }

  /** Whether its content is encrypted, under a key that only proven nodes get. */
  public boolean confidential() {
    return description.format().confidential();
  }

  /** The SHA-256 digest of {@link #canonicalForm()}. */
  public ImageId id() {
    return new ImageId(CanonicalForm.digest(this));
  }

  /** The bytes that stand for this manifest and for no other (docs/images.md). */
  public byte[] canonicalForm() {
    return CanonicalForm.of(this);
  }
}
