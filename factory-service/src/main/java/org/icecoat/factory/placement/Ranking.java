package org.icecoat.factory.placement;

import java.util.List;
import java.util.stream.Stream;
import org.icecoat.factory.fault.Reason;

/** The nodes that fit, best first, and each reason why another one does not. */
public record Ranking(List<RankedNode> fitting, List<Reason> reasons) {
  public Ranking {
    fitting = List.copyOf(fitting);
    reasons = List.copyOf(reasons);
  }

  /** The same where none of those that fit is of use, for a reason that is told elsewhere. */
  public Ranking without() {
    return new Ranking(List.of(), reasons);
  }

  /** The same where none of those that fit is of use, for that reason. */
  public Ranking without(String code, String why) {
    Stream<Reason> more =
        fitting.stream().map(each -> new Reason(each.node().name().value(), code, why));
    return new Ranking(List.of(), Stream.concat(reasons.stream(), more).toList());
  }
}
