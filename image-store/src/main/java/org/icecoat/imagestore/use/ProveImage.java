package org.icecoat.imagestore.use;

import java.util.OptionalLong;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.log.ImageLog;
import org.icecoat.trust.log.ImageProof;

/** Proves what the log says, to anybody: that an image is in it, and that it only ever grew. */
public final class ProveImage {
  private final ImageLog log;

  public ProveImage(ImageLog log) {
    this.log = log;
  }

  /**
   * What proves an image.
   *
   * @param since the size that the asker remembers
   * @throws StoreException IMAGE_UNKNOWN, REQUEST_INVALID or STORE_INCONSISTENT
   */
  public ImageProof image(ImageId id, OptionalLong since) {
    return log.view().proof(id, since);
  }

  /**
   * The head, and what ties it to an older one.
   *
   * @throws StoreException REQUEST_INVALID or STORE_INCONSISTENT
   */
  public ImageProof.Shown head(OptionalLong since) {
    return log.view().shown(since);
  }

  /** Where the log has an image; empty if it has not, or is not in order. */
  public OptionalLong position(ImageId id) {
    return log.newest()
        .flatMap(view -> view.find(id))
        .map(image -> OptionalLong.of(image.registration().position()))
        .orElseGet(OptionalLong::empty);
  }
}
