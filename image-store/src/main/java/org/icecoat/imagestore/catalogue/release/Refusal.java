package org.icecoat.imagestore.catalogue.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;

/**
 * That a node was not given the key of an image.
 *
 * @param node as it called itself
 * @param dn of the certificate by which it asked
 * @param evidence digest of what it showed; empty if it did not come to that
 * @param reasons sentences for people; not empty. Long ones are cut off; of more than 32 the last
 *     line says how many more there are
 */
public record Refusal(
    ImageId image,
    NodeName node,
    Dn dn,
    Optional<Sha256> evidence,
    List<String> reasons,
    Instant at) {
  private static final int MOST_REASONS = 32;
  private static final int LONGEST_REASON = 1024;

  public Refusal {
    reasons = few(reasons).stream().map(Refusal::line).toList();
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("A refusal needs a reason");
    }
  }

  private static List<String> few(List<String> reasons) {
    if (reasons.size() <= MOST_REASONS) {
      return reasons;
    }
    List<String> first = new ArrayList<>(reasons.subList(0, MOST_REASONS - 1));
    first.add("%d more reasons".formatted(reasons.size() - first.size()));
    return first;
  }

  /** A reason may hold words of the node's. */
  private static String line(String reason) {
    String printable = reason.replaceAll("\\p{Cntrl}", " ");
    return printable.substring(0, Math.min(LONGEST_REASON, printable.length()));
  }
}
