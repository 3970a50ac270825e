package org.icecoat.trust.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every part of a policy is checked for, in words for the person who edits it. */
final class Required {
  private Required() {}

  static <T> T present(T value, String key) {
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }

  /** A copy without nulls; of null, one that is empty. */
  static <T> List<T> list(Collection<T> values, String key) {
    List<T> copy = values == null ? new ArrayList<>() : new ArrayList<>(values);
    if (copy.contains(null)) {
      throw new IllegalArgumentException(key + " has an empty entry");
    }
    return List.copyOf(copy);
  }

  /** From 1 to {@code most}. */
  static void count(int count, int most, String what) {
    if (count < 1 || count > most) {
      throw new IllegalArgumentException("%d %s: there are 1 to %d".formatted(count, what, most));
    }
  }

  static void distinct(Collection<?> values, String what) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw new IllegalArgumentException("%s %s is there twice".formatted(what, value));
      }
    }
  }
}
