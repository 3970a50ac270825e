package org.icecoat.factory.placement;

import java.util.List;
import org.icecoat.factory.fault.Reason;

/** The nodes that fit, best first, and each reason why another one does not. */
public record Ranking(List<RankedNode> fitting, List<Reason> reasons) {
  public Ranking {
    fitting = List.copyOf(fitting);
    reasons = List.copyOf(reasons);
  }
}
