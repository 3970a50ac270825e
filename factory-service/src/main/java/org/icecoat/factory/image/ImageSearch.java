package org.icecoat.factory.image;

import java.util.List;
import org.icecoat.factory.fault.Reason;

/** What fits, best first, and a reason for each image that does not. */
public record ImageSearch(List<ImageHit> hits, List<Reason> reasons) {
  public ImageSearch {
    hits = List.copyOf(hits);
    reasons = List.copyOf(reasons);
  }
}
