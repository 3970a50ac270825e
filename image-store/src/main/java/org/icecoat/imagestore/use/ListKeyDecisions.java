package org.icecoat.imagestore.use;

import java.util.List;
import java.util.OptionalLong;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.authorization.Overseer;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.release.KeyDecision;
import org.icecoat.imagestore.catalogue.release.ReleaseStore;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who got the key of a confidential image, and who was refused it. */
public final class ListKeyDecisions {
  /** So many are told at once. */
  public static final int MOST = 200;

  private static final Logger LOG = LoggerFactory.getLogger(ListKeyDecisions.class);

  private final LookUpImage images;
  private final KeyStore keys;
  private final ReleaseStore journal;

  public ListKeyDecisions(LookUpImage images, KeyStore keys, ReleaseStore journal) {
    this.images = images;
    this.keys = keys;
    this.journal = journal;
  }

  /**
   * Some decisions, the newest first.
   *
   * @param more whether there are older ones
   */
  public record Page(List<KeyDecision> decisions, boolean more) {
    public Page {
      decisions = List.copyOf(decisions);
    }
  }

  /**
   * The newest decisions about an image's key.
   *
   * @param before only those with a lower number
   * @param most 1 to {@link #MOST}
   * @throws StoreException IMAGE_UNKNOWN, NOT_CONFIDENTIAL
   */
  public Page list(Overseer overseer, ImageId id, OptionalLong before, int most) {
    requireKey(id);
    LOG.debug("{} lists the decisions about the key of {}", overseer, id);
    List<KeyDecision> found = journal.decisions(id, before, most + 1);
    return new Page(found.subList(0, Math.min(most, found.size())), found.size() > most);
  }

  /** Looks for the key first: the journal is told while the store doubts its log, too. */
  private void requireKey(ImageId id) {
    if (keys.find(id).isEmpty()) {
      throw StoreException.about(
          "Id",
          StoreFault.NOT_CONFIDENTIAL,
          "The image " + images.get(id).id().handle() + " has no key: it is not confidential",
          null);
    }
  }
}
