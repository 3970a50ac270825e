package org.icecoat.trust.evidence;

import java.util.Objects;

/**
 * One thing that is wrong with evidence.
 *
 * @param detail what was found and what was expected, without line breaks; holds no secret
 */
public record Finding(Reason reason, String detail) {
  private static final int MAXIMAL_DETAIL = 500;

  public Finding {
    Objects.requireNonNull(reason, "reason");
    String oneLine = detail.replaceAll("\\p{Cntrl}", " ");
    detail = oneLine.substring(0, Math.min(MAXIMAL_DETAIL, oneLine.length()));
  }

  @Override
  public String toString() {
    return reason + ": " + detail;
  }
}
