package org.icecoat.trust.log;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong. */
final class Findings {
  private final List<LogFinding> found = new ArrayList<>();

  void require(boolean right, LogFinding.Reason otherwise, String detail) {
    if (!right) {
      found.add(new LogFinding(otherwise, detail));
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  List<LogFinding> all() {
    return found;
  }
}
