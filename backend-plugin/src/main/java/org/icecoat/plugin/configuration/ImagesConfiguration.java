package org.icecoat.plugin.configuration;

import java.util.Objects;
import org.icecoat.service.configuration.ByteCount;

/**
 * The node's cache of images.
 *
 * @param most of all images together; 64 GiB by default
 * @param streams from the store for one image at a time; 2 by default
 */
public record ImagesConfiguration(ByteCount most, Integer streams) {
  private static final long DEFAULT_MOST_MIB = 64L << 10;

  public ImagesConfiguration {
    most = Objects.requireNonNullElse(most, ByteCount.ofMiB(DEFAULT_MOST_MIB));
    streams = Objects.requireNonNullElse(streams, 2);
    if (streams < 1 || streams > 16) {
      throw new IllegalArgumentException("streams must be 1 to 16");
    }
  }

  static ImagesConfiguration usual() {
    return new ImagesConfiguration(null, null);
  }
}
