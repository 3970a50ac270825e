package org.icecoat.plugin.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import org.icecoat.domain.image.ImageId;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.log.TreeHead;

/** Where images come from. Nothing that it delivers is trusted before it is verified. */
public interface ImageSource {
  /**
   * The leaf hashes of the image's chunk tree, 32 bytes a chunk. Of a store that sends more than
   * there can be, no more than shows it.
   *
   * @throws IOException if the store does not answer
   * @throws org.icecoat.plugin.PluginException if it refuses
   */
  byte[] chunkHashes(URI store, ImageContent image) throws IOException;

  /**
   * What the store shows of its log for an image; nothing of it is judged.
   *
   * @param since the size of the log that is remembered
   * @throws IOException if the store does not answer
   * @throws org.icecoat.plugin.PluginException IMAGE_UNPROVED if it shows nothing
   */
  ImageProof proof(URI store, ImageId image, OptionalLong since) throws IOException;

  /**
   * What speaks against relying on the log of a store, whose head was shown right.
   *
   * @throws IOException if the store does not answer, or has no time to
   */
  default List<LogFinding> doubts(URI store, TreeHead head) throws IOException {
    return List.of();
  }

  /** The bytes from the offset on, at most {@code length} of them; the caller closes the stream. */
  InputStream fetch(URI store, ImageId image, long offset, long length) throws IOException;
}
