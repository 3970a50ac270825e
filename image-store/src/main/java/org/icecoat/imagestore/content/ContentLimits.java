package org.icecoat.imagestore.content;

/**
 * What the store takes.
 *
 * @param largestBytes of one image
 * @param keptFreeBytes that an upload must leave free on the disk
 * @param uploads at the same time
 */
public record ContentLimits(long largestBytes, long keptFreeBytes, int uploads) {
  public ContentLimits {
    if (largestBytes < 1 || keptFreeBytes < 0 || uploads < 1) {
      throw new IllegalArgumentException("Limits of content must be positive");
    }
  }
}
