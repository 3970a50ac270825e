package org.icecoat.imagestore.use;

import java.util.HashMap;
import java.util.Map;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.content.UnregisteredContent;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.log.ImageLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that content and keys of images go again that were kept, and not registered. Content
 * that other registrations hold at the same time, and all that catalogue or log know, stays; so
 * does everything while that cannot be told, until the next start.
 */
public final class UnregisteredImages {
  private static final Logger LOG = LoggerFactory.getLogger(UnregisteredImages.class);

  private final ImageLog log;
  private final UnregisteredContent content;
  private final KeyStore keys;
  private final Map<Sha256, Integer> held = new HashMap<>();

  public UnregisteredImages(ImageLog log, UnregisteredContent content, KeyStore keys) {
    this.log = log;
    this.content = content;
    this.keys = keys;
  }

  /** Before content is kept for an image; each call is followed by a {@link #release}. */
  synchronized void hold(Sha256 root, ImageId image) {
    content.note(root, image);
    held.merge(root, 1, Integer::sum);
  }

  /** After the image was registered, or was not: the last who holds content settles it. */
  synchronized void release(Sha256 root, ImageId image) {
    if (held.computeIfPresent(root, (any, holders) -> holders == 1 ? null : holders - 1) == null) {
      settle(root, image);
    }
  }

  /** Settles what a crash has left. */
  public synchronized void settle() {
    content.all().forEach(this::settle);
  }

  private void settle(Sha256 root, ImageId image) {
    try {
      if (log.has(root)) {
        content.registered(root);
      } else {
        keys.drop(image);
        content.drop(root);
        LOG.info("Removed content {}: {} was not registered", root.abbreviated(), image);
      }
    } catch (StoreException e) {
      LOG.warn("It cannot be told whether content {} is an image's; it stays", root, e);
    }
  }
}
