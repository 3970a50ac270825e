package org.icecoat.imagestore.search;

import java.util.List;

/**
 * What a search found.
 *
 * @param hits best first
 * @param reasons why other images do not fit, newest image first
 * @param more whether there are more hits or reasons than those
 */
public record SearchResult(List<SearchHit> hits, List<SearchReason> reasons, boolean more) {
  public SearchResult {
    hits = List.copyOf(hits);
    reasons = List.copyOf(reasons);
  }
}
