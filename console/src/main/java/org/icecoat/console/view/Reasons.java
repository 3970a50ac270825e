package org.icecoat.console.view;

import java.util.List;
import org.icecoat.console.failure.Reason;
import org.icecoat.wire.types.ReasonType;

/** Reasons as services give them. */
public final class Reasons {
  private Reasons() {}

  /**
   * The same reasons.
   *
   * @param kind what their subjects are
   */
  public static List<Reason> of(String kind, List<ReasonType> wire) {
    return wire.stream()
        .map(one -> new Reason(kind, one.getSubject(), one.getCode(), one.getDescription()))
        .toList();
  }
}
