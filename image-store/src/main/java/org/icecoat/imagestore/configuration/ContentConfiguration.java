package org.icecoat.imagestore.configuration;

import java.nio.file.Path;
import java.util.Objects;
import org.icecoat.imagestore.content.ContentLimits;
import org.icecoat.service.configuration.ByteCount;

/**
 * Where the bytes of images are, and how many.
 *
 * @param folder of content files; made if it is missing
 * @param largestImage 64 GiB by default, at most 4 TiB
 * @param keptFree what uploads must leave free on the folder's disk; 1 GiB by default
 * @param uploads at the same time; 4 by default
 * @param auditRate bytes a second at which all content is read again, over and over; 16 MiB by
 *     default, none is never
 */
public record ContentConfiguration(
    Path folder, ByteCount largestImage, ByteCount keptFree, Integer uploads, ByteCount auditRate) {
  private static final ByteCount DEFAULT_AUDIT_RATE = ByteCount.ofMiB(16);
  private static final ByteCount DEFAULT_LARGEST = ByteCount.parse("64GiB");
  private static final ByteCount DEFAULT_KEPT_FREE = ByteCount.parse("1GiB");
  private static final int DEFAULT_UPLOADS = 4;
  private static final int MOST_UPLOADS = 64;
  private static final long LARGEST_POSSIBLE = 1L << 42;

  public ContentConfiguration {
    if (folder == null) {
      throw new IllegalArgumentException("folder is missing; name one on a disk with room");
    }
    largestImage = Objects.requireNonNullElse(largestImage, DEFAULT_LARGEST);
    keptFree = Objects.requireNonNullElse(keptFree, DEFAULT_KEPT_FREE);
    uploads = Objects.requireNonNullElse(uploads, DEFAULT_UPLOADS);
    auditRate = Objects.requireNonNullElse(auditRate, DEFAULT_AUDIT_RATE);
    if (largestImage.bytes() < 1 || largestImage.bytes() > LARGEST_POSSIBLE) {
      throw new IllegalArgumentException("largest-image must be 1B to 4TiB");
    }
    if (uploads < 1 || uploads > MOST_UPLOADS) {
      throw new IllegalArgumentException("uploads must be 1 to 64");
    }
  }

  public ContentLimits limits() {
    return new ContentLimits(largestImage.bytes(), keptFree.bytes(), uploads);
  }
}
