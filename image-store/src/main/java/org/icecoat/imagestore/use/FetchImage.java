package org.icecoat.imagestore.use;

import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.authorization.Reader;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.content.ContentRange;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.merkle.ChunkTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the content of images, of retired ones too: VMs may still run from them. What is handed
 * out is not verified here; the reader does that, chunk by chunk.
 */
public final class FetchImage {
  private static final Logger LOG = LoggerFactory.getLogger(FetchImage.class);

  private final LookUpImage images;
  private final ContentFolder folder;

  public FetchImage(LookUpImage images, ContentFolder folder) {
    this.images = images;
    this.folder = folder;
  }

  /** The chunk tree of an image's content. */
  public ChunkTree tree(Reader reader, ImageId id) {
    LOG.debug("{} asks for the chunk hashes of {}", reader, id);
    return folder.tree(content(id));
  }

  /**
   * Opens a part of an image's content; the caller closes it.
   *
   * @param offset of the first byte, at most the content's length
   * @param length at most so many bytes
   * @throws StoreException REQUEST_INVALID, IMAGE_UNKNOWN or CONTENT_ALTERED
   */
  public ContentRange range(Reader reader, ImageId id, long offset, long length) {
    LOG.debug("{} fetches {} bytes at {} of {}", reader, length, offset, id);
    Content content = content(id);
    if (offset < 0 || offset > content.bytes() || length < 0) {
      throw new StoreException(
          StoreFault.REQUEST_INVALID,
          "The content has %d bytes; the offset must be 0 to that, the length not negative"
              .formatted(content.bytes()));
    }
    return folder.range(content, offset, length);
  }

  private Content content(ImageId id) {
    return images.get(id).manifest().content();
  }
}
