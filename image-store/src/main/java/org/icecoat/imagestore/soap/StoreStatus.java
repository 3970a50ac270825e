package org.icecoat.imagestore.soap;

import java.util.ArrayList;
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
  /** So many findings are told; of more, the last one says how many. */
  static final int MOST_FINDINGS = 100;

  public StoreStatus {
    findings = findings.size() <= MOST_FINDINGS ? List.copyOf(findings) : shortened(findings);
  }

  private static List<StoreFinding> shortened(List<StoreFinding> all) {
    int told = MOST_FINDINGS - 1;
    StoreFinding next = all.get(told);
    String more =
        "There are %d findings more; the store's log names all".formatted(all.size() - told);
    List<StoreFinding> findings = new ArrayList<>(all.subList(0, told));
    findings.add(new StoreFinding(next.code(), next.image(), more));
    return List.copyOf(findings);
  }
}
