package org.icecoat.imagestore.soap;

import java.util.List;
import java.util.Optional;
import org.icecoat.imagestore.catalogue.CatalogueTotals;
import org.icecoat.imagestore.log.StoreFinding;
import org.icecoat.trust.log.SignedTreeHead;

/**
 * The store as a resource: what its properties say at one moment.
 *
 * @param version of the program
 * @param totals of all images, retired ones included
 * @param freeBytes that uploads may still fill
 * @param head of the image log; nothing while it is not in order
 * @param findings what the store found wrong with itself
 */
public record StoreStatus(
    String version,
    CatalogueTotals totals,
    long freeBytes,
    Optional<SignedTreeHead> head,
    List<StoreFinding> findings) {
  /** So many findings are told. */
  static final int MOST_FINDINGS = 100;

  public StoreStatus {
    findings = findings.stream().limit(MOST_FINDINGS).toList();
  }
}
