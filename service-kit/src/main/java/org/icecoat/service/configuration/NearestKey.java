package org.icecoat.service.configuration;

import java.util.Collection;
import java.util.Comparator;

/** Finds what a person may have meant: the known key with the least edit distance. */
final class NearestKey {
  private NearestKey() {}

  /** The nearest of the known keys, or the empty string if none is near. */
  static String of(String key, Collection<Object> known) {
    return known.stream()
        .map(Object::toString)
        .filter(candidate -> distance(key, candidate) <= Math.max(2, key.length() / 3))
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .orElse("");
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
