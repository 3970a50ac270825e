package org.icecoat.imagestore.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.icecoat.domain.component.Version;

/** How many versions of the same name are newer, for each of many hits. */
final class NewerVersions {
  private final Map<String, Map<Version, Integer>> places = new HashMap<>();

  NewerVersions(List<SearchHit> hits) {
    for (SearchHit hit : hits) {
      places
          .computeIfAbsent(hit.name(), name -> new TreeMap<>(Comparator.reverseOrder()))
          .put(hit.version(), 0);
    }
    places.values().forEach(NewerVersions::number);
  }

  private static void number(Map<Version, Integer> newestFirst) {
    int place = 0;
    for (Map.Entry<Version, Integer> version : newestFirst.entrySet()) {
      version.setValue(place++);
    }
  }

  int than(SearchHit hit) {
    return places.get(hit.name()).get(hit.version());
  }
}
