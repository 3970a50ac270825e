package org.icecoat.plugin.image;

import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Manifest;

/** What the cache needs of a manifest: under which id to ask for which bytes. */
public record ImageContent(ImageId id, Content content, ImageFormat format) {
  public static ImageContent of(Manifest manifest) {
    return new ImageContent(manifest.id(), manifest.content(), manifest.description().format());
  }
}
